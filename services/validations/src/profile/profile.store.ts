import { topics, type ValidationProfile } from '@lotsen/contracts';
import type { AggregateState } from '@lotsen/messaging';
import { AggregateStore, aggregateEntity } from '@lotsen/persistence';
import { CLOCK, type Clock } from '@lotsen/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Profile } from './profile.js';

export const ProfileEntity = aggregateEntity<Profile, { status: string }>('validation_profile', {
  status: { type: 'text' },
});

export function validationProfileOf(
  { organisation: _, ...content }: Profile,
  { id, version }: AggregateState,
): ValidationProfile {
  return { id, version, ...content };
}

@Injectable()
export class ProfileStore extends AggregateStore<Profile, { status: string }> {
  constructor(source: DataSource, @Inject(CLOCK) clock: Clock) {
    super(
      source,
      {
        name: { sv: 'Valideringsprofilen', en: 'validation profile' },
        entity: ProfileEntity,
        topic: topics.validationProfile,
        lookup: ({ status }) => ({ status }),
        sides: ({ organisation }) => ({ owner: { organisation } }),
        // Everyone who works with validations may read all profiles.
        owned: { by: {} },
        event: validationProfileOf,
      },
      clock,
    );
  }
}
