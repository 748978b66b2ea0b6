import type { CandidateProfile } from '@lotsen/contracts';
import type { AggregateState } from '@lotsen/messaging';
import type { Candidate } from './candidate.js';

/**
 * What the other services may know of a person. Of a protected person they learn nothing. If the person was published
 * before the protection, the event only says that the person is closed.
 */
export function candidateProfileOf(candidate: Candidate, { id, version }: AggregateState): CandidateProfile | null {
  const { status, reached, linksEvidence, facts, organisation, sharedWith, protectedIdentity, announced } = candidate;
  if (protectedIdentity) {
    if (!announced) return null;
    return {
      id,
      version,
      status: 'closed',
      reached: {},
      linksEvidence: false,
      facts: null,
      organisation: null,
      sharedWith: [],
    };
  }
  return {
    id,
    version,
    status,
    reached: { ...reached },
    linksEvidence,
    facts,
    organisation,
    sharedWith: [...sharedWith],
  };
}
