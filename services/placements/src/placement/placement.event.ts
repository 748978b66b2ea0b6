import type { Placement as PlacementEvent } from '@lotsen/contracts';
import type { AggregateState } from '@lotsen/messaging';
import type { Placement } from './placement.js';

/** What the other services may know of a placement. */
export function placementEventOf(placement: Placement, { id, version }: AggregateState): PlacementEvent {
  return { id, version, ...placement };
}
