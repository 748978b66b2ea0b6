import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServiceName, serviceNames } from '@lotsen/platform/service-names';
import { freePorts } from 'lotsen/ports';
import { newFolder } from './folders.js';
import { mainOf, Processes, root } from './processes.js';

/** A whole running Lotsen, as its users start it. */
export interface System {
  readonly url: string;
  /** The URL of some database on its database server. */
  database(): string;
  /** All that its processes have printed so far. */
  printed(): string;
  start(): Promise<void>;
  /** Asks every process to stop, and waits until it has. */
  stop(): Promise<void>;
}

/** `npm start`: everything in one process, on the embedded database and log, with demo data. `env` adds settings. */
export async function systemOnEmbeddedLog(env: Record<string, string> = {}): Promise<System> {
  const folder = newFolder('system');
  const database = () => {
    const [, , , port] = readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
    const password = readFileSync(join(folder, 'postgres.password'), 'utf8');
    return `postgres://lotsen:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
  };
  return startedByCommand(folder, database, env);
}

/** Everything in one process, on a database server, for tests to which six processes would add nothing but time. */
export async function systemInOneProcess(database: string, env: Record<string, string> = {}): Promise<System> {
  const folder = newFolder('system');
  return startedByCommand(folder, () => database, { DATABASE_URL: database, ...env });
}

async function startedByCommand(folder: string, database: () => string, env: Record<string, string>): Promise<System> {
  const base = await freePorts(serviceNames.length);
  const processes = new Processes();
  return {
    url: `http://127.0.0.1:${base}`,
    database,
    printed: () => processes.printed(),
    start: async () => {
      const before = processes.printed().length;
      const settings = { LOTSEN_DATA: folder, LOTSEN_PORT: String(base), ...env };
      const child = processes.run(['cli/bin/lotsen.js', 'start'], settings);
      await processes.untilPrinted(child, 'Lotsen is ready', before);
    },
    stop: () => processes.stop(),
  };
}

/** Each service in a process of its own, on a database server and a Kafka broker. */
export function systemOnKafka(database: string, broker: string): Promise<System> {
  return systemOfProcesses(database, { KAFKA_BROKERS: broker });
}

/** Each of the services in a process of its own, on a database server. `env` names the log, and may add settings. */
export async function systemOfProcesses(
  database: string,
  env: Record<string, string>,
  names: readonly ServiceName[] = serviceNames,
): Promise<System> {
  const folder = newFolder('system');
  const base = await freePorts(serviceNames.length);
  const url = `http://127.0.0.1:${base}`;
  const processes = new Processes();
  return {
    url,
    database: () => database,
    printed: () => processes.printed(),
    start: async () => {
      const settings = { LOTSEN_DATA: folder, LOTSEN_PORT: String(base), DATABASE_URL: database, ...env };
      const started = names.map((name) => [processes.run([mainOf(name)], settings), name] as const);
      await Promise.all(started.map(([child, name]) => processes.untilReady(child, base, name)));
    },
    stop: () => processes.stop(),
  };
}

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

/** Runs `npx lotsen` against a system. */
export function lotsen(system: Pick<System, 'url'>, token: string | undefined, ...args: string[]): Promise<Ran> {
  return beginLotsen(system, tmpdir(), [...(token ? ['--token', token] : []), ...args]).ended;
}

export interface Running {
  /** What it has printed so far; `code` is null. */
  readonly printed: Readonly<Ran>;
  readonly ended: Promise<Ran>;
  readonly process: ChildProcess;
}

/** Runs `npx lotsen` with `home` as the home folder, where `login` saves the session. */
export function beginLotsen(system: Pick<System, 'url'>, home: string, args: readonly string[]): Running {
  const child = spawn(process.execPath, ['cli/bin/lotsen.js', '--url', system.url, '--language', 'en', ...args], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', HOME: home },
  });
  const printed = { code: null, out: '', error: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    printed.out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    printed.error += chunk.toString();
  });
  const ended = new Promise<Ran>((resolve) => child.once('close', (code) => resolve({ ...printed, code })));
  return { printed, ended, process: child };
}
