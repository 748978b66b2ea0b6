import type { ValidationOutcome } from '@lotsen/contracts';
import type { AggregateState } from '@lotsen/messaging';
import type { Outcome } from './outcome.js';

export function validationOutcomeOf(outcome: Outcome, { id, version }: AggregateState): ValidationOutcome {
  return { id, version, ...outcome };
}
