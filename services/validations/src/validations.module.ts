import { AGGREGATE_STORES, PROJECTION_VERSIONS, SETTINGS, type Settings } from '@lotsen/platform';
import { loadReference, Reference } from '@lotsen/reference';
import { Module } from '@nestjs/common';
import { CandidateErasureConsumer } from './erasure/candidate-erasure.consumer.js';
import { OutcomesController } from './outcome/outcomes.controller.js';
import { OutcomesService } from './outcome/outcomes.service.js';
import { ProfilesController } from './profile/profiles.controller.js';
import { ProfilesService } from './profile/profiles.service.js';

@Module({
  controllers: [ProfilesController, OutcomesController, CandidateErasureConsumer],
  providers: [
    ProfilesService,
    OutcomesService,
    {
      provide: Reference,
      useFactory: (settings: Settings) => loadReference(settings.referenceFolder),
      inject: [SETTINGS],
    },
    {
      provide: AGGREGATE_STORES,
      useFactory: (profiles: ProfilesService, outcomes: OutcomesService) => [profiles.store, outcomes.store],
      inject: [ProfilesService, OutcomesService],
    },
    { provide: PROJECTION_VERSIONS, useValue: null },
  ],
  exports: [AGGREGATE_STORES, PROJECTION_VERSIONS],
})
export class ValidationsModule {}
