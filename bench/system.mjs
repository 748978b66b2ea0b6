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

const root = join(import.meta.dirname, '..');
const tellsWhatItHolds = ['--expose-gc', '--import', './bench/live-memory.mjs'];
const jars = join(tmpdir(), 'lotsen-kafka-jars');

/**
 * @param {'embedded' | 'kafka'} transport; undefined where it needs what this machine does not have
 * @param preloads more that each service loads before itself
 */
export async function startSystem(transport, preloads = []) {
  if (transport === 'kafka' && !(await canRunFromJars())) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'lotsen-bench-'));
  chmodSync(folder, 0o755);
  const postgres = await startEmbeddedPostgres(folder);
  // A broker has a controller at the port after its own.
  const broker = () =>
    startOnFreePort(
      (port) => startKafkaFromJars(folder, port, { jars }),
      () => freePorts(2),
    );
  const kafka = transport === 'kafka' ? await broker() : undefined;
  const basePort = await freePorts(serviceNames.length);
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    LOTSEN_DATA: folder,
    LOTSEN_PORT: String(basePort),
    LOTSEN_REQUESTS_A_MINUTE: '1000000',
    // The benchmark is many clients: it may say so.
    LOTSEN_PROXIES: '1',
    DATABASE_URL: postgres.url,
    ...(kafka ? { KAFKA_BROKERS: kafka.broker } : {}),
  };
  const system = new System(folder, basePort, env, preloads);
  system.stopServers = async () => {
    await kafka?.stop();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
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

  /** Resolves when every service is ready; tells how many milliseconds that took. */
  async start(services = serviceNames) {
    const began = performance.now();
    for (const name of services) {
      const more = this.preloads.flatMap((file) => ['--import', file]);
      const child = spawn(process.execPath, [...tellsWhatItHolds, ...more, `services/${name}/dist/main.js`], {
        cwd: root,
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

  /** Asks a service itself, as the portal would. @throws where the answer is no success */
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

  /** What an administrator sees of a service's operation. */
  async operations(service, what, method = 'GET') {
    const response = await fetch(`${this.urlOf(service)}/operations/${what}`, {
      method,
      headers: { authorization: `Bearer ${await this.token('administrator')}` },
    });
    if (!response.ok) throw new Error(`${service} ${what}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  /** Resolves when nothing waits: no outbox, no lag. @throws where nothing moves any more */
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

  /** What each process says, asked so by the parent. */
  async ask(question) {
    const asked = [...this.processes].map(async ([name, child]) => {
      const answer = once(child, 'message');
      child.send(question);
      const [told] = await answer;
      return [name, told];
    });
    return Object.fromEntries(await Promise.all(asked));
  }

  /** Memory in MiB that each process still holds once its garbage is collected, which this does. */
  async live() {
    const held = Object.entries(await this.ask('live'));
    return Object.fromEntries(held.map(([name, bytes]) => [name, bytes / 2 ** 20]));
  }
}
