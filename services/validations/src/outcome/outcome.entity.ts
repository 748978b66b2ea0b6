import { aggregateEntity } from '@lotsen/persistence';
import type { Outcome } from './outcome.js';

export interface OutcomeLookup {
  candidate: string;
  issuer: string | null;
}

export const OutcomeEntity = aggregateEntity<Outcome, OutcomeLookup>('validation_outcome', {
  candidate: { type: 'uuid' },
  issuer: { type: 'text', nullable: true },
});
