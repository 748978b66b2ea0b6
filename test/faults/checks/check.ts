import type { Client } from '../client.js';
import type { Ledger } from '../ledger.js';
import type { LogReader } from '../log-reader.js';
import type { States } from '../states.js';
import type { Tables } from '../tables.js';

/** What the checks read after a round, when everything is quiet. */
export interface Sight {
  readonly client: Client;
  readonly ledger: Ledger;
  readonly reader: LogReader;
  readonly states: States;
  readonly tables: Tables;
}

/** Returns a sentence for each thing that is wrong; none where all is right. */
export type Check = (sight: Sight) => Promise<readonly string[]> | readonly string[];
