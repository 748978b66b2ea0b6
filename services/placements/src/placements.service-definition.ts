import type { ServiceDefinition } from '@lotsen/platform';
import { Placements1700000000400 } from './migrations/1700000000400-placements.js';
import { PlacementEntity } from './placement/placement.entity.js';
import { PlacementsModule } from './placements.module.js';

export const placementsService: ServiceDefinition = {
  name: 'placements',
  module: PlacementsModule,
  entities: [PlacementEntity],
  migrations: [Placements1700000000400],
};
