import { aggregateEntity } from '@lotsen/persistence';
import type { Candidate } from './candidate.js';

export interface CandidateLookup {
  status: string;
  organisation: string | null;
}

export const CandidateEntity = aggregateEntity<Candidate, CandidateLookup>('candidate', {
  status: { type: 'text' },
  organisation: { type: 'text', nullable: true },
});
