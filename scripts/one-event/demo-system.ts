import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@lotsen/access/roles';
import { serviceNames } from '@lotsen/platform/services';
import { demoToken } from 'lotsen/demo-token';
import { freePorts } from 'lotsen/ports';

export const root = join(import.meta.dirname, '..', '..', '..');

/** A demo of its own, all in one process, on a free port; with nobody else in it. */
export class DemoSystem {
  private constructor(
    readonly url: string,
    readonly process: ChildProcess,
    private readonly folder: string,
  ) {}

  /** Resolves when it is ready. @param preloads modules that its process loads before itself. @throws where it does not start */
  static async start(env: Record<string, string> = {}, preloads: readonly string[] = []): Promise<DemoSystem> {
    const port = await freePorts(serviceNames.length);
    const folder = mkdtempSync(join(tmpdir(), 'lotsen-one-event-'));
    // The database runs as another user than root, and has to reach its folder.
    chmodSync(folder, 0o755);
    const args = [...preloads.flatMap((file) => ['--import', file]), 'cli/bin/lotsen.js', 'start'];
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, LOTSEN_DATA: folder, LOTSEN_PORT: String(port), ...env },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    const system = new DemoSystem(`http://127.0.0.1:${port}`, child, folder);
    await system.isReady();
    return system;
  }

  /** What it prints afterwards is read too: a pipe that nobody reads would stop it. */
  private isReady(): Promise<void> {
    let said = '';
    return new Promise((ready, failed) => {
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

  /** @throws where the answer is no success */
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

  async stop(): Promise<void> {
    this.process.kill('SIGINT');
    await new Promise((gone) => this.process.once('exit', gone));
    rmSync(this.folder, { recursive: true, force: true });
  }
}
