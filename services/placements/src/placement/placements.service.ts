import { randomUUID } from 'node:crypto';
import type { Actor } from '@lotsen/access';
import { topics } from '@lotsen/contracts';
import { AggregateStore, type Idempotency } from '@lotsen/persistence';
import { CLOCK, type Clock } from '@lotsen/platform';
import { Reference } from '@lotsen/reference';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PlacementEntity, type PlacementLookup } from './placement.entity.js';
import { placementEventOf } from './placement.event.js';
import { change, type Placement, type PlacementContent, post, withdraw } from './placement.js';

/** Load → decide → save with its event: one line a command. */
@Injectable()
export class PlacementsService {
  readonly store: AggregateStore<Placement, PlacementLookup>;

  constructor(
    source: DataSource,
    private readonly reference: Reference,
    @Inject(CLOCK) clock: Clock,
  ) {
    this.store = new AggregateStore<Placement, PlacementLookup>(
      source,
      {
        name: { sv: 'Platsen', en: 'placement' },
        entity: PlacementEntity,
        topic: topics.placement,
        lookup: ({ status, owner }) => ({ status, owner }),
        event: placementEventOf,
      },
      clock,
    );
  }

  post = (content: PlacementContent, actor: Actor, idempotency?: Idempotency) =>
    this.store.run({ id: randomUUID(), decide: post(content, actor.organisation, this.reference) }, { idempotency });
  change = (id: string, ifMatch: number, content: PlacementContent, actor: Actor) =>
    this.store.run({ id, ifMatch, decide: change(content, actor.organisation, this.reference) });
  withdraw = (id: string, ifMatch: number, actor: Actor) =>
    this.store.run({ id, ifMatch, decide: withdraw(actor.organisation) });
}
