import { setTimeout as sleep } from 'node:timers/promises';
import { type ServiceName, serviceNames } from '@lotsen/platform/service-names';
import type { Client } from './client.js';
import type { LogReader } from './log-reader.js';

/** The state that a service reports. */
export interface ServiceState {
  readonly outbox: number;
  readonly lag: Readonly<Record<string, number>>;
  readonly ends: Readonly<Record<string, number>>;
  readonly deadLetters: number;
}
export type States = Readonly<Record<ServiceName, ServiceState>>;

const mostMs = 120_000;

async function statesOf(client: Client): Promise<States> {
  const states = await Promise.all(
    serviceNames.map((name) => client.get<ServiceState>('administrator', `/v1/operations/${name}/state`)),
  );
  return Object.fromEntries(serviceNames.map((name, at) => [name, states[at]])) as unknown as States;
}

/**
 * Waits until everything is published and consumed. Consuming an event may publish another, so the topics' ends must
 * also be the same twice in a row. @throws where that takes more than two minutes
 */
export async function untilQuiet(client: Client, reader: LogReader): Promise<States> {
  const deadline = Date.now() + mostMs;
  let before = '';
  for (;;) {
    const states = await statesOf(client);
    const all = Object.values(states);
    const isRead = all.every(({ outbox, lag }) => outbox === 0 && Object.values(lag).every((behind) => behind === 0));
    const ends = JSON.stringify(all.map((state) => state.ends));
    if (isRead && ends === before && !(await reader.isBehind())) return states;
    before = isRead ? ends : '';
    if (Date.now() > deadline) {
      const waiting = serviceNames.map((name) => ({ name, outbox: states[name].outbox, lag: behind(states[name]) }));
      throw new Error(
        `Not quiet after ${mostMs} ms: ${JSON.stringify(waiting)}; reader behind: ${await reader.isBehind()}`,
      );
    }
    await sleep(60);
  }
}

const behind = ({ lag }: ServiceState) => Object.fromEntries(Object.entries(lag).filter(([, n]) => n > 0));
