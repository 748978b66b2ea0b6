import type { Client } from '../client.js';
import type { Check } from './check.js';

interface Lists {
  readonly hash: string;
  readonly asOf: string;
  readonly targets: number;
  readonly candidates: number;
}

const listsOf = (client: Client) => client.job<Lists>('administrator', '/v1/matching/projection/hash');

/** All lists are the same after the projection was emptied and rebuilt from the log. */
export const rebuildGivesTheSame: Check = async ({ client }) => {
  const before = await listsOf(client);
  await client.job('administrator', '/v1/matching/projection/rebuild');
  const after = await listsOf(client);
  // If midnight fell between the two, the lists are of different days.
  if (before.asOf !== after.asOf || before.hash === after.hash) return [];
  return [`the lists differ after a rebuild: ${JSON.stringify(before)} before, ${JSON.stringify(after)} after`];
};
