import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { ServiceName } from '@lotsen/platform';
import { KeptProcess, type Launched } from './kept-process.js';
import { root } from './root.js';

const tailLines = 120;
/** Stack frames of other packages do not help to find an error. */
const foreignFrame = /^\s+at .*(?:node:|node_modules|native)/u;

/** A service in a process of its own, as it runs on real servers. */
export class ServiceProcess extends KeptProcess {
  private lines: string[];

  constructor(
    readonly service: ServiceName,
    readonly url: string,
    env: Readonly<Record<string, string>>,
  ) {
    const lines: string[] = [];
    super(
      service,
      () => launch(service, env, (line) => keep(lines, line)),
      () => answersReady(url),
    );
    this.lines = lines;
  }

  override tail(): readonly string[] {
    return this.lines;
  }
}

async function launch(
  service: ServiceName,
  env: Readonly<Record<string, string>>,
  say: (line: string) => void,
): Promise<Launched> {
  const child = spawn(process.execPath, [join(root, 'services', service, 'dist', 'main.js')], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n')) if (line !== '') say(line);
    });
  }
  const gone = new Promise<string>((ended) => {
    child.once('exit', (code, signal) => {
      say(`--- it ended: ${signal ?? `code ${code}`}`);
      ended(signal ?? `code ${code}`);
    });
  });
  if (child.pid === undefined) throw new Error(`${service} could not be started.`);
  say('--- it was started');
  return { pid: child.pid, gone };
}

function keep(lines: string[], line: string): void {
  if (foreignFrame.test(line)) return;
  lines.push(`${new Date().toISOString().slice(14, 23)} ${line}`);
  if (lines.length > tailLines) lines.shift();
}

async function answersReady(url: string): Promise<boolean> {
  try {
    const { ok } = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2000) });
    return ok;
  } catch {
    return false;
  }
}
