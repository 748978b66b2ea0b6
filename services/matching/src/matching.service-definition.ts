import { topics } from '@lotsen/contracts';
import { Jobs1700000000009, type ServiceDefinition } from '@lotsen/platform';
import { MatchingModule } from './matching.module.js';
import { Matching1700000000500 } from './migrations/0500-projection.js';
import { Matching1700000000510 } from './migrations/0510-proposals.js';
import { Matching1700000000520 } from './migrations/0520-earlier-erasures.js';
import { Matching1700000000560 } from './migrations/0560-near-counts.js';
import { Matching1700000000570 } from './migrations/0570-signing-keys.js';
import { ProposalEntity } from './proposals/proposal.store.js';

export const matchingService: ServiceDefinition = {
  name: 'matching',
  module: MatchingModule,
  entities: [ProposalEntity],
  migrations: [
    Jobs1700000000009,
    Matching1700000000500,
    Matching1700000000510,
    Matching1700000000520,
    Matching1700000000560,
    Matching1700000000570,
  ],
  fromLog: ['projected'],
  // Shorter than the default, because officers follow live lists that change with each event.
  gatherMs: 40,
  receipts: topics.matchingReceipt,
};
