import type { CandidateProfile } from '@lotsen/contracts';
import type { AggregateState } from '@lotsen/messaging';
import type { Candidate } from './candidate.js';

/** What the other services may know of a person. */
export function candidateProfileOf(candidate: Candidate, { id, version }: AggregateState): CandidateProfile {
  const { status, reached, linksEvidence, facts } = candidate;
  return { id, version, status, reached: { ...reached }, linksEvidence, facts };
}
