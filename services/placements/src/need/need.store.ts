import { topics } from '@lotsen/contracts';
import { AggregateStore, aggregateEntity, headed } from '@lotsen/persistence';
import { CLOCK, type Clock } from '@lotsen/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Need } from './need.js';

export interface NeedLookup {
  status: string;
  owner: string | null;
}

export const NeedEntity = aggregateEntity<Need, NeedLookup>('placement_need', {
  status: { type: 'text' },
  owner: { type: 'text', nullable: true },
});

@Injectable()
export class NeedStore extends AggregateStore<Need, NeedLookup> {
  constructor(source: DataSource, @Inject(CLOCK) clock: Clock) {
    super(
      source,
      {
        name: { sv: 'Behovet', en: 'need' },
        entity: NeedEntity,
        topic: topics.placementNeed,
        lookup: ({ status, owner }) => ({ status, owner }),
        sides: ({ owner }) => ({ owner: { organisation: owner, amongPeers: true } }),
        owned: { by: { owner: 'owner' }, amongPeers: true },
        event: headed,
      },
      clock,
    );
  }
}
