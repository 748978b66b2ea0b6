import type { ServiceDefinition } from '@lotsen/platform';
import { AccessExportEntity } from './access-export/access-export.store.js';
import { CandidateEntity } from './candidate/candidate.store.js';
import { CandidatesModule } from './candidates.module.js';
import { Candidates1700000000100 } from './migrations/0100-candidates.js';
import { Candidates1700000000110 } from './migrations/0110-sharing-and-erasure.js';
import { Candidates1700000000120 } from './migrations/0120-earlier-erasures.js';
import { Candidates1700000000130 } from './migrations/0130-who-gave-a-number.js';
import { Candidates1700000000140 } from './migrations/0140-signed-releases.js';
import { Candidates1700000000150 } from './migrations/0150-access-exports.js';
import { ResolutionEntity } from './resolution/resolution.store.js';

export const candidatesService: ServiceDefinition = {
  name: 'candidates',
  module: CandidatesModule,
  entities: [CandidateEntity, ResolutionEntity, AccessExportEntity],
  migrations: [
    Candidates1700000000100,
    Candidates1700000000110,
    Candidates1700000000120,
    Candidates1700000000130,
    Candidates1700000000140,
    Candidates1700000000150,
  ],
  fromLog: ['release'],
  // This service starts each erasure and collects the receipts of the others, so it gives none itself.
  receipts: null,
};
