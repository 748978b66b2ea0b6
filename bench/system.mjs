// A whole Lotsen for measuring: a database server, a log, and each service in a process of its own, all on loopback.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { serviceNames } from '@lotsen/platform/service-names';
import { demoToken } from 'lotsen/demo-token';
import { startEmbeddedPostgres } from 'lotsen/embedded-postgres';
import { freePorts, startOnFreePort } from 'lotsen/ports';
import { untilDone } from 'lotsen/until-done';
import { canRunFromJars, startKafkaFromJars } from '../deploy/kafka/start.mjs';

export const root = join(import.meta.dirname, '..');
const jars = join(tmpdir(), 'lotsen-kafka-jars');

/**
 * @param {'embedded' | 'kafka'} transport
 * @param preloads further modules that each service loads first, from the project's root
 * @param folder the checkout whose services are started, with the same contents of their tables as this one's
 * @returns undefined where this machine lacks what the transport needs
 */
export async function startSystem(transport, preloads = [], folder = root) {
  if (transport === 'kafka' && !(await canRunFromJars())) return undefined;
  const data = mkdtempSync(join(tmpdir(), 'lotsen-bench-'));
  chmodSync(data, 0o755);
  const postgres = await startEmbeddedPostgres(data);
  // The broker's controller listens at the port after the broker's.
  const broker = () =>
    startOnFreePort(
      (port) => startKafkaFromJars(data, port, { jars }),
      () => freePorts(2),
    );
  const kafka = transport === 'kafka' ? await broker() : undefined;
  const basePort = await freePorts(serviceNames.length);
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    LOTSEN_DATA: data,
    LOTSEN_PORT: String(basePort),
    LOTSEN_REQUESTS_A_MINUTE: '1000000',
    // Trusts X-Forwarded-For, so that the benchmark can act as many clients.
    LOTSEN_PROXIES: '1',
    DATABASE_URL: postgres.url,
    ...(kafka ? { KAFKA_BROKERS: kafka.broker } : {}),
  };
  const system = new System(folder, basePort, env, preloads);
  system.stopServers = async () => {
    await kafka?.stop();
    await postgres.stop();
    rmSync(data, { recursive: true, force: true });
  };
  await system.start();
  return system;
}

class System {
  processes = new Map();
  tokens = new Map();

  constructor(folder, basePort, env, preloads) {
    Object.assign(this, { folder, basePort, env, preloads });
  }

  urlOf(service) {
    return `http://127.0.0.1:${this.basePort + serviceNames.indexOf(service)}`;
  }

  /** Resolves when every service is ready, with the milliseconds that this took. */
  async start(services = serviceNames) {
    const began = performance.now();
    for (const name of services) {
      const loaded = ['./bench/live-memory.mjs', ...this.preloads].flatMap((file) => ['--import', join(root, file)]);
      const child = spawn(process.execPath, ['--expose-gc', ...loaded, `services/${name}/dist/main.js`], {
        cwd: this.folder,
        env: this.env,
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      this.processes.set(name, child);
    }
    await Promise.all(services.map((name) => this.ready(name)));
    return performance.now() - began;
  }

  async ready(name) {
    for (let tries = 0; tries < 1200; tries++) {
      if (this.processes.get(name).exitCode !== null) throw new Error(`${name} has ended.`);
      const answer = await fetch(`${this.urlOf(name)}/health/ready`).catch(() => undefined);
      if (answer?.ok) return;
      await sleep(50);
    }
    throw new Error(`${name} did not become ready.`);
  }

  async stop(services = [...this.processes.keys()]) {
    await Promise.all(
      services.map(async (name) => {
        const child = this.processes.get(name);
        const gone = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGTERM');
        await gone;
        this.processes.delete(name);
      }),
    );
  }

  async close() {
    await this.stop();
    await this.stopServers();
  }

  async token(role) {
    if (!this.tokens.has(role)) {
      const signIn = { issuer: `${this.urlOf('portal')}/oidc`, audience: 'urn:lotsen:api' };
      this.tokens.set(role, await demoToken(role, signIn));
    }
    return this.tokens.get(role);
  }

  /** Sends a request to the service itself, as the portal would. @throws where the response is not a success */
  async call(role, method, path, body, headers = {}) {
    const [, , service] = path.split(/[/?]/u);
    const response = await fetch(`${this.urlOf(service)}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await this.token(role)}`,
        'accept-language': 'en',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  /**
   * Starts a job, and resolves with its result. A release that had no jobs answers with the result at once.
   * @throws where it is not done in the end
   */
  async job(role, path, body, headers) {
    let job = await this.call(role, 'POST', path, body, headers);
    if (job.endedAt === undefined) return job;
    for (let pause = 5; job.endedAt === null; pause = Math.min(200, pause * 1.5)) {
      await sleep(pause);
      job = await this.call(role, 'GET', `/v1/${path.split('/')[2]}/jobs/${job.id}`);
    }
    if (job.state !== 'done') throw new Error(`${path}: ${JSON.stringify(job)}`);
    return job.result;
  }

  /** Calls an operations route of a service as an administrator. */
  async operations(service, what, method = 'GET') {
    const response = await fetch(`${this.urlOf(service)}/operations/${what}`, {
      method,
      headers: { authorization: `Bearer ${await this.token('administrator')}` },
    });
    if (!response.ok) throw new Error(`${service} ${what}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  /** Resolves when outbox and lag of every service are 0. @throws where they stop changing before that */
  async quiet() {
    await untilDone(
      () => Promise.all(serviceNames.map((name) => this.operations(name, 'state'))),
      (states) => states.every(({ outbox, lag }) => outbox === 0 && Object.values(lag).every((open) => open === 0)),
    );
  }

  /** Resident memory in MiB and open files of each process. */
  usage() {
    return Object.fromEntries(
      [...this.processes].map(([name, { pid }]) => {
        const [, kib] = /^VmRSS:\s+(\d+) kB$/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
        return [name, { mib: Math.round(Number(kib) / 1024), files: readdirSync(`/proc/${pid}/fd`).length }];
      }),
    );
  }

  /** The processor time in ms that a service has used, in all its threads. */
  cpuMs(name) {
    const stat = readFileSync(`/proc/${this.processes.get(name).pid}/stat`, 'utf8');
    const [user, kernel] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13);
    return (Number(user) + Number(kernel)) * 10;
  }

  /** Sends a question to each process, and returns their answers. */
  async ask(question) {
    const asked = [...this.processes].map(async ([name, child]) => {
      const answer = once(child, 'message');
      child.send(question);
      const [told] = await answer;
      return [name, told];
    });
    return Object.fromEntries(await Promise.all(asked));
  }

  /** The memory in MiB that each process holds after a garbage collection, which this triggers. */
  async live() {
    const held = Object.entries(await this.ask('live'));
    return Object.fromEntries(held.map(([name, bytes]) => [name, bytes / 2 ** 20]));
  }
}
