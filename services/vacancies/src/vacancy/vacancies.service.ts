import { randomUUID } from 'node:crypto';
import type { Actor } from '@lotsen/access';
import { topics } from '@lotsen/contracts';
import { AggregateStore, type Idempotency } from '@lotsen/persistence';
import { CLOCK, type Clock } from '@lotsen/platform';
import { Reference } from '@lotsen/reference';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { VacancyEntity, type VacancyLookup } from './vacancy.entity.js';
import { vacancyEventOf } from './vacancy.event.js';
import { change, publish, type Vacancy, type VacancyContent, withdraw } from './vacancy.js';

/** Load → decide → save with its event: one line a command. */
@Injectable()
export class VacanciesService {
  readonly store: AggregateStore<Vacancy, VacancyLookup>;

  constructor(
    source: DataSource,
    private readonly reference: Reference,
    @Inject(CLOCK) clock: Clock,
  ) {
    this.store = new AggregateStore<Vacancy, VacancyLookup>(
      source,
      {
        name: { sv: 'Annonsen', en: 'vacancy' },
        entity: VacancyEntity,
        topic: topics.vacancy,
        lookup: ({ status, owner }) => ({ status, owner }),
        event: vacancyEventOf,
      },
      clock,
    );
  }

  publish = (content: VacancyContent, actor: Actor, idempotency?: Idempotency) =>
    this.store.run({ id: randomUUID(), decide: publish(content, actor.organisation, this.reference) }, { idempotency });
  change = (id: string, ifMatch: number, content: VacancyContent, actor: Actor) =>
    this.store.run({ id, ifMatch, decide: change(content, actor.organisation, this.reference) });
  withdraw = (id: string, ifMatch: number, actor: Actor) =>
    this.store.run({ id, ifMatch, decide: withdraw(actor.organisation) });
}
