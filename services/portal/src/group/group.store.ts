import { topics } from '@lotsen/contracts';
import { AggregateStore, aggregateEntity, headed } from '@lotsen/persistence';
import { CLOCK, type Clock } from '@lotsen/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Group } from './group.js';

export const GroupEntity = aggregateEntity<Group, { status: string }>('organisation_group', {
  status: { type: 'text' },
});

@Injectable()
export class GroupStore extends AggregateStore<Group, { status: string }> {
  constructor(source: DataSource, @Inject(CLOCK) clock: Clock) {
    super(
      source,
      {
        name: { sv: 'Gruppen', en: 'group' },
        entity: GroupEntity,
        topic: topics.organisationGroup,
        lookup: ({ status }) => ({ status }),
        sides: () => ({}),
        owned: { by: {} },
        event: headed,
      },
      clock,
    );
  }
}
