import { topics } from '@lotsen/contracts';
import { KnownPersons1700000000005, type ServiceDefinition } from '@lotsen/platform';
import { BookingEntity } from './booking/booking.store.js';
import { Placements1700000000400 } from './migrations/0400-placements.js';
import { Placements1700000000410 } from './migrations/0410-supervisors-needs-bookings.js';
import { NeedEntity } from './need/need.store.js';
import { PlacementEntity } from './placement/placement.store.js';
import { PlacementsModule } from './placements.module.js';
import { SupervisorEntity } from './supervisor/supervisor.store.js';

export const placementsService: ServiceDefinition = {
  name: 'placements',
  module: PlacementsModule,
  entities: [PlacementEntity, SupervisorEntity, NeedEntity, BookingEntity],
  migrations: [KnownPersons1700000000005, Placements1700000000400, Placements1700000000410],
  keepsPersons: true,
  receipts: topics.placementsReceipt,
};
