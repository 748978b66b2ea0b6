import type { Client } from '../client.js';
import type { Ledger } from '../ledger.js';
import type { LogReader } from '../log-reader.js';
import type { States } from '../states.js';
import type { Tables } from '../tables.js';

/** What is looked at after a round, when everything is quiet. */
export interface Sight {
  readonly client: Client;
  readonly ledger: Ledger;
  readonly reader: LogReader;
  readonly states: States;
  readonly tables: Tables;
}

/** Says what is not as it has to be; nothing where all is. */
export type Check = (sight: Sight) => Promise<readonly string[]> | readonly string[];
