import { topics } from '@lotsen/contracts';
import { AggregateStore, aggregateEntity, headed } from '@lotsen/persistence';
import { CLOCK, type Clock } from '@lotsen/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { Organisation } from './organisation.js';

export const OrganisationEntity = aggregateEntity<Organisation, { status: string }>('organisation', {
  status: { type: 'text' },
});

@Injectable()
export class OrganisationStore extends AggregateStore<Organisation, { status: string }> {
  constructor(
    private readonly database: DataSource,
    @Inject(CLOCK) clock: Clock,
  ) {
    super(
      database,
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

  async unknownAmong(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const known = await this.database
      .getRepository(OrganisationEntity)
      .find({ where: { id: In([...ids]) }, select: { id: true } });
    const found = new Set(known.map(({ id }) => id));
    return new Set(ids.filter((id) => !found.has(id)));
  }
}
