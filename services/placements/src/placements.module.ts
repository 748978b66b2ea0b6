import { AGGREGATE_STORES, PROJECTION_VERSIONS, SETTINGS, type Settings } from '@lotsen/platform';
import { loadReference, Reference } from '@lotsen/reference';
import { Module } from '@nestjs/common';
import { PlacementsController } from './placement/placements.controller.js';
import { PlacementsService } from './placement/placements.service.js';

@Module({
  controllers: [PlacementsController],
  providers: [
    PlacementsService,
    {
      provide: Reference,
      useFactory: (settings: Settings) => loadReference(settings.referenceFolder),
      inject: [SETTINGS],
    },
    {
      provide: AGGREGATE_STORES,
      useFactory: (service: PlacementsService) => [service.store],
      inject: [PlacementsService],
    },
    { provide: PROJECTION_VERSIONS, useValue: null },
  ],
  exports: [AGGREGATE_STORES, PROJECTION_VERSIONS],
})
export class PlacementsModule {}
