// Calls a release over HTTP as its demo users.
import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

export class FixtureApi {
  #tokens = new Map();

  constructor(url, checkout) {
    this.url = url;
    this.checkout = checkout;
  }

  get(role, path) {
    return this.#call(role, 'GET', path);
  }

  post(role, path, body) {
    return this.#call(role, 'POST', path, JSON.stringify(body), { 'content-type': 'application/json' });
  }

  /** Changes a thing at its present version. */
  async change(role, thing, method, command, body = {}) {
    const { version } = await this.#call(role, 'GET', thing);
    const headers = { 'content-type': 'application/json', 'if-match': `"${version}"` };
    return this.#call(role, method, `${thing}${command}`, JSON.stringify(body), headers);
  }

  importAds(lines) {
    return this.job('officer', '/v1/vacancies/import', lines.join('\n'), { 'content-type': 'application/x-ndjson' });
  }

  /** Starts a job, and resolves with its result when it is done. */
  async job(role, path, body, headers) {
    let job = await this.#call(role, 'POST', path, body, headers);
    while (job.endedAt === null) {
      await sleep(50);
      job = await this.get(role, `/v1/${path.split('/')[2]}/jobs/${job.id}`);
    }
    if (job.state !== 'done') throw new Error(`${path}: ${JSON.stringify(job)}`);
    return job.result;
  }

  async #call(role, method, path, body, headers = {}) {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#token(role)}`, ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${role} ${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  }

  #token(role) {
    if (!this.#tokens.has(role)) {
      const args = ['cli/bin/lotsen.js', '--url', this.url, 'login', '--demo', role, '--print-token'];
      this.#tokens.set(role, execFileSync(process.execPath, args, { cwd: this.checkout }).toString().trim());
    }
    return this.#tokens.get(role);
  }
}
