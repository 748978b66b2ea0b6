import { topics, type ValidationCase } from '@lotsen/contracts';
import type { AggregateState } from '@lotsen/messaging';
import { AggregateStore, aggregateEntity } from '@lotsen/persistence';
import { CLOCK, type Clock } from '@lotsen/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Case } from './case.js';

export interface CaseLookup {
  candidate: string;
  organisation: string | null;
  status: string;
}

export const CaseEntity = aggregateEntity<Case, CaseLookup>('validation_case', {
  candidate: { type: 'uuid' },
  organisation: { type: 'text', nullable: true },
  status: { type: 'text' },
});

export function caseEventOf(
  { discontinuedBecause: _, ...shared }: Case,
  { id, version }: AggregateState,
): ValidationCase {
  return { id, version, ...shared };
}

@Injectable()
export class CaseStore extends AggregateStore<Case, CaseLookup> {
  constructor(source: DataSource, @Inject(CLOCK) clock: Clock) {
    super(
      source,
      {
        name: { sv: 'Ärendet', en: 'case' },
        entity: CaseEntity,
        topic: topics.validationCase,
        lookup: ({ candidate, organisation, status }) => ({ candidate, organisation, status }),
        sides: ({ organisation }) => ({ owner: { organisation } }),
        owned: { by: { owner: 'organisation' } },
        event: caseEventOf,
        isGone: ({ status }) => status === 'erased',
      },
      clock,
    );
  }
}
