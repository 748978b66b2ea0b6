import type { AggregateState } from '@lotsen/messaging';
import { headed } from '@lotsen/persistence';
import type { Candidate } from './candidate.js';

/** A person as the API shows them, without the fields that only this service needs. */
export function personOf(state: Candidate, head: AggregateState) {
  const { announced: _, identityChanges: __, ...shown } = state;
  return headed(shown, head);
}
