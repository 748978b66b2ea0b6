import type { ChildProcess } from 'node:child_process';
import { type ServiceName, serviceNames } from '@lotsen/platform/service-names';
import { freePorts } from 'lotsen/ports';
import { type Alternating, alternating } from './alternating.js';
import { newFolder } from './folders.js';
import { end, mainOf, Processes, urlAt } from './processes.js';
import type { System } from './system.js';

export type Which = 0 | 1;
export const both: readonly Which[] = [0, 1];

/**
 * Two instances of every service on one database server and one broker. Requests alternate between the instances that
 * `takePart` names, at first both.
 */
export interface Instances extends System {
  /** The address of one instance itself, past the load balancer. */
  urlOf(name: ServiceName, which: Which): string;
  /** Sets which of the two instances get requests from the load balancer. */
  takePart(name: ServiceName, ...which: Which[]): void;
  signal(name: ServiceName, which: Which, signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): Promise<void>;
  /** Starts an instance that was killed, and waits until it is ready. */
  startOne(name: ServiceName, which: Which): Promise<void>;
}

export async function systemOfInstances(database: string, env: Record<string, string>): Promise<Instances> {
  const folder = newFolder('instances');
  const bases = [await freePorts(serviceNames.length), await freePorts(serviceNames.length)] as const;
  const portOf = (name: ServiceName, which: Which) => bases[which] + serviceNames.indexOf(name);
  const fronts = new Map<ServiceName, Alternating>();
  for (const name of serviceNames) fronts.set(name, await alternating(both.map((which) => portOf(name, which))));
  const front = (name: ServiceName) => fronts.get(name) as Alternating;
  const urls = Object.fromEntries(serviceNames.map((name) => [`${name.toUpperCase()}_URL`, front(name).url]));
  const processes = new Processes();
  const running = new Map<string, ChildProcess>();

  const launch = (name: ServiceName, which: Which) => {
    const child = processes.run([mainOf(name)], {
      LOTSEN_DATA: folder,
      LOTSEN_PORT: String(bases[which]),
      LOTSEN_PUBLIC_URL: front('portal').url,
      DATABASE_URL: database,
      ...urls,
      ...env,
    });
    running.set(`${name} ${which}`, child);
  };
  const untilReady = (name: ServiceName, which: Which) =>
    processes.untilReady(running.get(`${name} ${which}`) as ChildProcess, bases[which], name);
  const all = serviceNames.flatMap((name) => both.map((which) => [name, which] as const));

  return {
    url: front('portal').url,
    database: () => database,
    printed: () => processes.printed(),
    urlOf: (name, which) => urlAt(bases[which], name),
    takePart: (name, ...which) => {
      front(name).targets = which.map((one) => portOf(name, one));
    },
    signal: async (name, which, signal) => {
      const child = running.get(`${name} ${which}`) as ChildProcess;
      if (signal === 'SIGKILL') await end(child, signal);
      else child.kill(signal);
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
      for (const child of running.values()) child.kill('SIGCONT');
      await Promise.all([...running.values()].map((child) => end(child, 'SIGINT')));
    },
  };
}
