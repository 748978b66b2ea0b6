import { aggregateEntity } from '@lotsen/persistence';
import type { Placement } from './placement.js';

export interface PlacementLookup {
  status: string;
  owner: string | null;
}

export const PlacementEntity = aggregateEntity<Placement, PlacementLookup>('placement', {
  status: { type: 'text' },
  owner: { type: 'text', nullable: true },
});
