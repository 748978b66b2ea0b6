import { topics } from '@lotsen/contracts';
import { AggregateStore, aggregateEntity, headed } from '@lotsen/persistence';
import { CLOCK, type Clock } from '@lotsen/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ComingNeed } from './coming-need.js';

export const ComingNeedEntity = aggregateEntity<ComingNeed, { status: string }>('coming_need', {
  status: { type: 'text' },
});

@Injectable()
export class ComingNeedStore extends AggregateStore<ComingNeed, { status: string }> {
  constructor(source: DataSource, @Inject(CLOCK) clock: Clock) {
    super(
      source,
      {
        name: { sv: 'Behovet', en: 'coming need' },
        entity: ComingNeedEntity,
        topic: topics.comingNeed,
        lookup: ({ status }) => ({ status }),
        sides: ({ owner }) => ({ owner: { organisation: owner } }),
        owned: { by: {} },
        event: headed,
      },
      clock,
    );
  }
}
