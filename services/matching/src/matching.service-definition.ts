import { topics } from '@lotsen/contracts';
import type { ServiceDefinition } from '@lotsen/platform';
import { MatchingModule } from './matching.module.js';
import { Matching1700000000500 } from './migrations/1700000000500-matching.js';
import { Matching1700000000510 } from './migrations/1700000000510-matching.js';
import { Matching1700000000520 } from './migrations/1700000000520-matching.js';
import { Matching1700000000560 } from './migrations/1700000000560-matching.js';
import { Matching1700000000570 } from './migrations/1700000000570-matching.js';
import { ProposalEntity } from './proposals/proposal.store.js';

export const matchingService: ServiceDefinition = {
  name: 'matching',
  module: MatchingModule,
  entities: [ProposalEntity],
  migrations: [
    Matching1700000000500,
    Matching1700000000510,
    Matching1700000000520,
    Matching1700000000560,
    Matching1700000000570,
  ],
  fromLog: ['projected'],
  // Officers watch what comes of an event here.
  gatherMs: 40,
  receipts: topics.matchingReceipt,
};
