import type { ServiceDefinition } from '@lotsen/platform';
import { CandidateEntity } from './candidate/candidate.entity.js';
import { CandidatesModule } from './candidates.module.js';
import { Candidates1700000000100 } from './migrations/1700000000100-candidates.js';

export const candidatesService: ServiceDefinition = {
  name: 'candidates',
  module: CandidatesModule,
  entities: [CandidateEntity],
  migrations: [Candidates1700000000100],
};
