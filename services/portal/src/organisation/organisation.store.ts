import { topics } from '@lotsen/contracts';
import { AggregateStore, aggregateEntity, headed } from '@lotsen/persistence';
import { CLOCK, type Clock } from '@lotsen/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Organisation } from './organisation.js';

export const OrganisationEntity = aggregateEntity<Organisation, { status: string }>('organisation', {
  status: { type: 'text' },
});

@Injectable()
export class OrganisationStore extends AggregateStore<Organisation, { status: string }> {
  constructor(source: DataSource, @Inject(CLOCK) clock: Clock) {
    super(
      source,
      {
        name: { sv: 'Organisationen', en: 'organisation' },
        entity: OrganisationEntity,
        topic: topics.organisation,
        lookup: ({ status }) => ({ status }),
        sides: () => ({}),
        owned: { by: {} },
        event: headed,
      },
      clock,
    );
  }
}
