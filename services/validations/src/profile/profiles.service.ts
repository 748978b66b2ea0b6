import { randomUUID } from 'node:crypto';
import type { Actor } from '@lotsen/access';
import { topics } from '@lotsen/contracts';
import { AggregateStore, type Idempotency } from '@lotsen/persistence';
import { CLOCK, type Clock } from '@lotsen/platform';
import { Reference } from '@lotsen/reference';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ProfileEntity } from './profile.entity.js';
import { validationProfileOf } from './profile.event.js';
import { type Profile, type ProfileContent, publishProfile, withdrawProfile } from './profile.js';

@Injectable()
export class ProfilesService {
  readonly store: AggregateStore<Profile, { status: string }>;

  constructor(
    source: DataSource,
    private readonly reference: Reference,
    @Inject(CLOCK) clock: Clock,
  ) {
    this.store = new AggregateStore<Profile, { status: string }>(
      source,
      {
        name: { sv: 'Valideringsprofilen', en: 'validation profile' },
        entity: ProfileEntity,
        topic: topics.validationProfile,
        lookup: ({ status }) => ({ status }),
        event: validationProfileOf,
      },
      clock,
    );
  }

  publish = (content: ProfileContent, actor: Actor, idempotency?: Idempotency) =>
    this.store.run(
      { id: randomUUID(), decide: publishProfile(content, actor.organisation, this.reference) },
      { idempotency },
    );
  correct = (id: string, ifMatch: number, content: ProfileContent, actor: Actor) =>
    this.store.run({ id, ifMatch, decide: publishProfile(content, actor.organisation, this.reference) });

  withdraw = (id: string, ifMatch: number, actor: Actor) =>
    this.store.run({ id, ifMatch, decide: withdrawProfile(actor.organisation) });
}
