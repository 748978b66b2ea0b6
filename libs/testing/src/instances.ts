import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServiceName, serviceNames } from '@lotsen/platform/services';
import { freePorts } from 'lotsen/ports';
import { type Alternating, alternating } from './alternating.js';
import { eventually } from './eventually.js';
import { type System, startPatience } from './system.js';

const root = join(import.meta.dirname, '..', '..', '..');
export type Which = 0 | 1;
export const both: readonly Which[] = [0, 1];

/** Two instances of every service on one database server and one broker; requests alternate between those that take part. */
export interface Instances extends System {
  /** Of one instance, past the alternation. */
  urlOf(name: ServiceName, which: Which): string;
  /** Who of the two takes part in the alternation. */
  takePart(name: ServiceName, ...which: Which[]): void;
  signal(name: ServiceName, which: Which, signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): Promise<void>;
  /** Starts one that was killed, and waits until it is ready. */
  startOne(name: ServiceName, which: Which): Promise<void>;
}

export async function systemOfInstances(database: string, env: Record<string, string>): Promise<Instances> {
  const folder = mkdtempSync(join(tmpdir(), 'lotsen-instances-'));
  const bases = [await freePorts(serviceNames.length), await freePorts(serviceNames.length)] as const;
  const portOf = (name: ServiceName, which: Which) => bases[which] + serviceNames.indexOf(name);
  const fronts = new Map<ServiceName, Alternating>();
  for (const name of serviceNames) fronts.set(name, await alternating(both.map((which) => portOf(name, which))));
  const front = (name: ServiceName) => fronts.get(name) as Alternating;
  const urls = Object.fromEntries(serviceNames.map((name) => [`${name.toUpperCase()}_URL`, front(name).url]));
  const running = new Map<string, ChildProcess>();
  let text = '';

  const launch = (name: ServiceName, which: Which) => {
    const child = spawn(process.execPath, [`services/${name}/dist/main.js`], {
      cwd: root,
      env: {
        PATH: process.env.PATH ?? '',
        HOME: process.env.HOME ?? '',
        LOTSEN_DATA: folder,
        LOTSEN_PORT: String(bases[which]),
        LOTSEN_REQUESTS_A_MINUTE: '1000000',
        LOTSEN_PUBLIC_URL: front('portal').url,
        DATABASE_URL: database,
        ...urls,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const keep = (chunk: Buffer) => {
      text += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    running.set(`${name} ${which}`, child);
  };
  const urlOf = (name: ServiceName, which: Which) => `http://127.0.0.1:${portOf(name, which)}`;
  const untilReady = async (name: ServiceName, which: Which) =>
    eventually(async () => {
      const path = name === 'portal' ? 'live' : 'ready';
      const response = await fetch(`${urlOf(name, which)}/health/${path}`);
      if (!response.ok) throw new Error(`${name} is not ready:\n${text.slice(-2000)}`);
    }, startPatience);
  const all = serviceNames.flatMap((name) => both.map((which) => [name, which] as const));

  return {
    url: front('portal').url,
    database: () => database,
    printed: () => text,
    urlOf,
    takePart: (name, ...which) => {
      front(name).targets = which.map((one) => portOf(name, one));
    },
    signal: async (name, which, signal) => {
      const child = running.get(`${name} ${which}`) as ChildProcess;
      const gone = new Promise((ended) => child.once('exit', ended));
      child.kill(signal);
      if (signal === 'SIGKILL') await gone;
    },
    startOne: async (name, which) => {
      launch(name, which);
      await untilReady(name, which);
    },
    start: async () => {
      for (const [name, which] of all) launch(name, which);
      for (const [name, which] of all) await untilReady(name, which);
    },
    stop: async () => {
      for (const { stop } of fronts.values()) stop();
      await Promise.all(
        [...running.values()].map(async (child) => {
          if (child.exitCode !== null || child.signalCode !== null) return;
          const gone = new Promise((ended) => child.once('exit', ended));
          child.kill('SIGCONT');
          child.kill('SIGINT');
          await gone;
        }),
      );
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
