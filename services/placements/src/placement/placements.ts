import { Organisations, type Origin, type Target } from '@lotsen/platform';
import { Reference } from '@lotsen/reference';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { change, type PlacementContent, post } from './placement.js';
import { PlacementStore } from './placement.store.js';
import { PlacementRoom } from './room.js';

/** Posts and changes placements. The places left depend on the supervisors, so these are read first. */
@Injectable()
export class Placements {
  constructor(
    private readonly store: PlacementStore,
    private readonly room: PlacementRoom,
    private readonly source: DataSource,
    private readonly organisations: Organisations,
    private readonly reference: Reference,
  ) {}

  async post(origin: Origin, content: PlacementContent) {
    const { organisation } = origin.actor;
    this.organisations.assertWorkplace(content.workplace ?? undefined, organisation);
    const supervisors = await this.room.supervisorsHere(this.source.manager, content.supervisors);
    return this.store.create(origin, post(content, organisation, supervisors, this.reference));
  }

  async change(target: Target, content: PlacementContent) {
    this.organisations.assertWorkplace(content.workplace ?? undefined, target.actor.organisation);
    const supervisors = await this.room.supervisorsHere(this.source.manager, content.supervisors);
    return this.store.change(target, change(content, supervisors, this.reference));
  }
}
