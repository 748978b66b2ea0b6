import { topics } from '@lotsen/contracts';
import { AggregateStore, aggregateEntity, headed } from '@lotsen/persistence';
import { CLOCK, type Clock } from '@lotsen/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Outcome } from './outcome.js';

export interface OutcomeLookup {
  candidate: string;
  issuer: string | null;
}

export const OutcomeEntity = aggregateEntity<Outcome, OutcomeLookup>('validation_outcome', {
  candidate: { type: 'uuid' },
  issuer: { type: 'text', nullable: true },
});

@Injectable()
export class OutcomeStore extends AggregateStore<Outcome, OutcomeLookup> {
  constructor(source: DataSource, @Inject(CLOCK) clock: Clock) {
    super(
      source,
      {
        name: { sv: 'Resultatet', en: 'outcome' },
        entity: OutcomeEntity,
        topic: topics.validationOutcome,
        lookup: ({ candidate, issuer }) => ({ candidate, issuer }),
        sides: ({ issuer }) => ({ issuer: { organisation: issuer } }),
        owned: { by: { issuer: 'issuer' } },
        event: headed,
        isGone: ({ status }) => status === 'erased',
      },
      clock,
    );
  }
}
