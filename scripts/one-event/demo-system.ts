import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@lotsen/access/roles';
import { serviceNames } from '@lotsen/platform/service-names';
import { settled } from '@lotsen/testing/settled';
import { demoToken } from 'lotsen/demo-token';
import { freePorts } from 'lotsen/ports';

export const root = join(import.meta.dirname, '..', '..', '..');

const startMs = 180_000;

/** A system in one process with the demo's sign-in and without its data, on a free port, without other users. */
export class DemoSystem {
  private constructor(
    readonly url: string,
    readonly process: ChildProcess,
    private readonly folder: string,
  ) {}

  /** Resolves when it is ready. @param preloads modules that its process loads first. @throws if it does not start */
  static async start(env: Record<string, string> = {}, preloads: readonly string[] = []): Promise<DemoSystem> {
    const port = await freePorts(serviceNames.length);
    const folder = mkdtempSync(join(tmpdir(), 'lotsen-one-event-'));
    // PostgreSQL does not run as root, and its user has to reach the folder.
    chmodSync(folder, 0o755);
    const args = [...preloads.flatMap((file) => ['--import', file]), 'cli/bin/lotsen.js', 'start'];
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, LOTSEN_DATA: folder, LOTSEN_PORT: String(port), LOTSEN_DEMO_DATA: 'false', ...env },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    const system = new DemoSystem(`http://127.0.0.1:${port}`, child, folder);
    // A SIGTERM to this process stops the system too.
    process.once('SIGTERM', () => void system.stop().finally(() => process.exit(143)));
    try {
      await system.isReady();
      return system;
    } catch (error) {
      await system.stop();
      throw error;
    }
  }

  /** Keeps reading the output after the start too: a full pipe would block the process. */
  private isReady(): Promise<void> {
    let said = '';
    return new Promise((ready, failed) => {
      setTimeout(() => failed(new Error(`Lotsen is not ready after ${startMs / 1000} s:\n${said}`)), startMs).unref();
      this.process.stdout?.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (said.includes('Lotsen is ready')) ready();
      });
      this.process.once('exit', () => failed(new Error(`Lotsen did not start:\n${said}`)));
    });
  }

  async headers(role: Role): Promise<Record<string, string>> {
    const token = await demoToken(role, { issuer: `${this.url}/oidc`, audience: 'urn:lotsen:api' });
    return { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  }

  /** @throws where the response is not a success */
  async call<T>(
    role: Role,
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<T> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: { ...(await this.headers(role)), ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  /** Resolves when no event is left to publish or to consume. @throws after a minute */
  isQuiet(): Promise<void> {
    return settled((role, path) => this.call(role, 'GET', path), serviceNames);
  }

  /** Sends a question to a preloaded module of the process. @throws where the process ends without an answer */
  async ask<T>(question: string): Promise<T> {
    if (this.isOver()) throw new Error('Lotsen has ended.');
    const over = new AbortController();
    const ended = once(this.process, 'exit', { signal: over.signal }).then(() => {
      throw new Error('Lotsen has ended.');
    });
    const answered = once(this.process, 'message', { signal: over.signal });
    this.process.send(question);
    try {
      const [answer] = (await Promise.race([answered, ended])) as [T];
      return answer;
    } finally {
      over.abort();
      await Promise.allSettled([answered, ended]);
    }
  }

  private isOver(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }

  async stop(): Promise<void> {
    if (!this.isOver()) {
      this.process.kill('SIGINT');
      await once(this.process, 'exit');
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}
