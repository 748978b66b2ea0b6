import type { AggregateState } from '@lotsen/messaging';
import { headed } from '@lotsen/persistence';
import type { Candidate } from './candidate.js';

/** A person as an answer has them: without what only the service itself needs to know. */
export function personOf(state: Candidate, head: AggregateState) {
  const { announced: _, identityChanges: __, ...shown } = state;
  return headed(shown, head);
}
