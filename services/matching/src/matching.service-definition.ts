import type { ServiceDefinition } from '@lotsen/platform';
import { MatchingModule } from './matching.module.js';
import { Matching1700000000500 } from './migrations/1700000000500-matching.js';

export const matchingService: ServiceDefinition = {
  name: 'matching',
  module: MatchingModule,
  entities: [],
  migrations: [Matching1700000000500],
};
