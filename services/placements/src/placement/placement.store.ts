import { type Placement as PlacementEvent, topics } from '@lotsen/contracts';
import type { AggregateState } from '@lotsen/messaging';
import { AggregateStore, aggregateEntity } from '@lotsen/persistence';
import { CLOCK, type Clock } from '@lotsen/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Placement } from './placement.js';

export interface PlacementLookup {
  status: string;
  owner: string | null;
  endDay: string | null;
}

export const PlacementEntity = aggregateEntity<Placement, PlacementLookup>('placement', {
  status: { type: 'text' },
  owner: { type: 'text', nullable: true },
  endDay: { type: 'text', name: 'end_day', nullable: true },
});

/** What the other services may know of a placement: how many places are left, not who has the taken ones. */
export function placementEventOf({ seats: _, ...shared }: Placement, { id, version }: AggregateState): PlacementEvent {
  return { id, version, ...shared };
}

@Injectable()
export class PlacementStore extends AggregateStore<Placement, PlacementLookup> {
  constructor(source: DataSource, @Inject(CLOCK) clock: Clock) {
    super(
      source,
      {
        name: { sv: 'Platsen', en: 'placement' },
        entity: PlacementEntity,
        topic: topics.placement,
        lookup: ({ status, owner, end }) => ({ status, owner, endDay: end }),
        sides: ({ owner }) => ({ owner: { organisation: owner } }),
        // Everyone who works with placements may see who offers them.
        owned: { by: {} },
        event: placementEventOf,
      },
      clock,
    );
  }
}
