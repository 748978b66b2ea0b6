import { topics, type Vacancy as VacancyEvent } from '@lotsen/contracts';
import type { AggregateState } from '@lotsen/messaging';
import { AggregateStore, aggregateEntity } from '@lotsen/persistence';
import { CLOCK, type Clock } from '@lotsen/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Vacancy, wasPublic } from './vacancy.js';

export interface VacancyLookup {
  status: string;
  owner: string | null;
  lastDay: string | null;
}

export const VacancyEntity = aggregateEntity<Vacancy, VacancyLookup>('vacancy', {
  status: { type: 'text' },
  owner: { type: 'text', nullable: true },
  lastDay: { type: 'text', name: 'last_day', nullable: true },
});

/** What the other services may know of a vacancy. The store publishes no event of a draft. */
export function vacancyEventOf(vacancy: Vacancy, { id, version }: AggregateState): VacancyEvent {
  const { importedFrom: _, adAt: __, removedAt: ___, ...shared } = vacancy;
  return { id, version, ...shared };
}

@Injectable()
export class VacancyStore extends AggregateStore<Vacancy, VacancyLookup> {
  constructor(source: DataSource, @Inject(CLOCK) clock: Clock) {
    super(
      source,
      {
        name: { sv: 'Annonsen', en: 'vacancy' },
        entity: VacancyEntity,
        topic: topics.vacancy,
        lookup: ({ status, owner, lastApplicationDay }) => ({ status, owner, lastDay: lastApplicationDay }),
        sides: ({ owner }) => ({ owner: { organisation: owner } }),
        owned: { by: { owner: 'owner' } },
        isPrivate: (state) => !wasPublic(state),
        event: (state, head) => (wasPublic(state) ? vacancyEventOf(state, head) : null),
      },
      clock,
    );
  }
}
