import { aggregateEntity } from '@lotsen/persistence';
import type { Profile } from './profile.js';

export const ProfileEntity = aggregateEntity<Profile, { status: string }>('validation_profile', {
  status: { type: 'text' },
});
