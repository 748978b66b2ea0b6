import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '../client.js';
import type { Check } from './check.js';

const mostMs = 90_000;

interface Lists {
  readonly hash: string;
  readonly asOf: string;
  readonly targets: number;
  readonly candidates: number;
}

const listsOf = (client: Client) => client.get<Lists>('administrator', '/v1/matching/projection/hash?of=lists');

/** All lists are the same after the projection was emptied and rebuilt from the log. */
export const rebuildGivesTheSame: Check = async ({ client }) => {
  const before = await listsOf(client);
  const { status } = await client.send('administrator', 'POST', '/v1/matching/projection/rebuild');
  if (status !== 202) return [`the rebuild was refused: ${status}`];
  await untilRebuilt(client);
  const after = await listsOf(client);
  // If midnight fell between the two, the lists are of different days.
  if (before.asOf !== after.asOf || before.hash === after.hash) return [];
  return [`the lists differ after a rebuild: ${JSON.stringify(before)} before, ${JSON.stringify(after)} after`];
};

async function untilRebuilt(client: Client): Promise<void> {
  const deadline = Date.now() + mostMs;
  for (;;) {
    const state = await client.get<{ rebuilding: boolean; lag: Record<string, number> }>(
      'administrator',
      '/v1/matching/projection',
    );
    if (!state.rebuilding && Object.values(state.lag).every((lag) => lag === 0)) return;
    if (Date.now() > deadline) throw new Error(`The rebuild was not over after ${mostMs} ms: ${JSON.stringify(state)}`);
    await sleep(40);
  }
}
