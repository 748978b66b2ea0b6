import { topics } from '@lotsen/contracts';
import { AggregateStore, aggregateEntity, headed } from '@lotsen/persistence';
import { CLOCK, type Clock } from '@lotsen/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Resolution } from './resolution.js';

export const ResolutionEntity = aggregateEntity<Resolution>('resolution', {});

@Injectable()
export class ResolutionStore extends AggregateStore<Resolution> {
  constructor(source: DataSource, @Inject(CLOCK) clock: Clock) {
    super(
      source,
      {
        name: { sv: 'Uppslagningen', en: 'resolution' },
        entity: ResolutionEntity,
        topic: topics.resolution,
        lookup: () => ({}),
        sides: () => ({}),
        owned: { by: {} },
        event: headed,
        isGone: ({ status }) => status === 'erased',
      },
      clock,
    );
  }
}
