import {
  AGGREGATE_STORES,
  ANSWERS_FOR,
  answersAsKnown,
  ByCalendar,
  CLOCK,
  type Clock,
  ErasureReceipts,
  PERSONAL_DATA,
  type PersonalData,
  PROJECTION_VERSIONS,
  SETTINGS,
  type Settings,
} from '@lotsen/platform';
import { loadReference, Reference } from '@lotsen/reference';
import { Module } from '@nestjs/common';
import { DataSource, LessThan } from 'typeorm';
import { BookingStore } from './booking/booking.store.js';
import { BookingsController } from './booking/bookings.controller.js';
import { Bookings } from './booking/bookings.js';
import { ProposalsConsumer } from './booking/proposals.consumer.js';
import { NeedStore } from './need/need.store.js';
import { NeedsController } from './need/needs.controller.js';
import { endWhenDue } from './placement/placement.js';
import { PlacementEntity, PlacementStore } from './placement/placement.store.js';
import { PlacementsController } from './placement/placements.controller.js';
import { Placements } from './placement/placements.js';
import { PlacementRoom } from './placement/room.js';
import { SupervisorStore } from './supervisor/supervisor.store.js';
import { SupervisorsController } from './supervisor/supervisors.controller.js';

@Module({
  // Controllers with fixed path segments come before the one whose :id would match them too.
  controllers: [BookingsController, NeedsController, SupervisorsController, PlacementsController, ProposalsConsumer],
  providers: [
    PlacementStore,
    SupervisorStore,
    PlacementRoom,
    Placements,
    NeedStore,
    BookingStore,
    Bookings,
    {
      provide: ByCalendar,
      useFactory: (source: DataSource, clock: Clock, store: PlacementStore) =>
        new ByCalendar(source, clock, {
          name: 'ending',
          entity: PlacementEntity,
          store,
          due: (today) => ({ status: 'posted', endDay: LessThan(today) }),
          decide: endWhenDue,
        }),
      inject: [DataSource, CLOCK, PlacementStore],
    },
    {
      provide: Reference,
      useFactory: (settings: Settings) => loadReference(settings.referenceFolder),
      inject: [SETTINGS],
    },
    {
      provide: AGGREGATE_STORES,
      useFactory: (
        placements: PlacementStore,
        supervisors: SupervisorStore,
        needs: NeedStore,
        bookings: BookingStore,
        receipts: ErasureReceipts,
      ) => [placements, supervisors, needs, bookings, receipts.store],
      inject: [PlacementStore, SupervisorStore, NeedStore, BookingStore, ErasureReceipts],
    },
    {
      provide: PERSONAL_DATA,
      useFactory: (bookings: Bookings): PersonalData[] => [bookings.personal],
      inject: [Bookings],
    },
    answersAsKnown,
    { provide: PROJECTION_VERSIONS, useValue: null },
  ],
  exports: [AGGREGATE_STORES, PROJECTION_VERSIONS, PERSONAL_DATA, ANSWERS_FOR],
})
export class PlacementsModule {}
