import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ServiceName, serviceNames } from '@lotsen/platform/service-names';

/** The project's folder. */
export const root = join(import.meta.dirname, '..', '..', '..');

/** How long a start may take on a busy machine, in milliseconds. A test continues as soon as the start is done. */
export const startPatience = 300_000;

/** The pause between two checks of a start. It takes seconds, and more frequent checks would slow it down. */
const betweenMs = 100;

/** One test stands for many clients, so their rate limit is raised. Another test covers the limit itself. */
const manyRequests = { LOTSEN_REQUESTS_A_MINUTE: '1000000' };

export const mainOf = (name: ServiceName): string => `services/${name}/dist/main.js`;
/** The port of a service is that of the portal plus the position of its name in `serviceNames`. */
export const urlAt = (base: number, name: ServiceName): string =>
  `http://127.0.0.1:${base + serviceNames.indexOf(name)}`;

/** Processes of Lotsen that were started together, and all that they print. */
export class Processes {
  private started: ChildProcess[] = [];
  private text = '';

  /** Runs a file of the project with these environment variables. It inherits only PATH and HOME from this process. */
  run(args: readonly string[], env: Record<string, string>): ChildProcess {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...manyRequests, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const keep = (chunk: Buffer) => {
      this.text += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    this.started.push(child);
    return child;
  }

  printed(): string {
    return this.text;
  }

  /**
   * Resolves when a service reports that it is ready, or the portal that it is live: the portal's readiness depends on
   * the other services. @throws where the process has ended
   */
  untilReady(child: ChildProcess, base: number, name: ServiceName): Promise<void> {
    const path = name === 'portal' ? '/health/live' : '/health/ready';
    return this.until(child, `${name} is ready`, () => isAnswered(`${urlAt(base, name)}${path}`));
  }

  /** Resolves when the output after its first `after` characters has these words. @throws if the process has ended */
  untilPrinted(child: ChildProcess, words: string, after: number): Promise<void> {
    return this.until(child, `"${words}" is printed`, () => this.text.slice(after).includes(words));
  }

  private async until(child: ChildProcess, what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
    const deadline = Date.now() + startPatience;
    for (;;) {
      // Checked before the request: if the process has ended, another may answer at its port.
      if (isOver(child) || Date.now() > deadline) throw new Error(`Not so: ${what}.\n${this.text.slice(-4000)}`);
      if (await holds()) return;
      await sleep(betweenMs);
    }
  }

  /** Asks each process to stop, and waits until it has. @throws where one ends with an exit code other than 0 */
  async stop(): Promise<void> {
    const codes = await Promise.all(this.started.map((child) => end(child, 'SIGINT')));
    this.started = [];
    if (codes.some((code) => code !== 0)) throw new Error(`A process did not stop cleanly:\n${this.text.slice(-4000)}`);
  }
}

const isAnswered = (url: string) =>
  fetch(url, { signal: AbortSignal.timeout(5000) }).then(
    ({ ok }) => ok,
    () => false,
  );
const isOver = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null;

/** Longer than a service takes to stop at worst, in milliseconds. */
const stopPatience = 60_000;

/**
 * Sends a signal that ends a process, and resolves with its exit code; at once if the process has ended before.
 * Kills a process that does not end.
 */
export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (isOver(child)) return child.exitCode;
  const gone = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  child.kill(signal);
  const killed = setTimeout(() => child.kill('SIGKILL'), stopPatience);
  return gone.finally(() => clearTimeout(killed));
}
