import type { ValidationProfile } from '@lotsen/contracts';
import type { AggregateState } from '@lotsen/messaging';
import type { Profile } from './profile.js';

export function validationProfileOf(
  { organisation: _, ...content }: Profile,
  { id, version }: AggregateState,
): ValidationProfile {
  return { id, version, ...content };
}
