import { AGGREGATE_STORES, PROJECTION_VERSIONS, SETTINGS, type Settings } from '@lotsen/platform';
import { loadReference, Reference } from '@lotsen/reference';
import { Module } from '@nestjs/common';
import { ImportJobAdsController } from './import-job-ads/import-job-ads.controller.js';
import { ImportJobAds } from './import-job-ads/import-job-ads.js';
import { VacanciesController } from './vacancy/vacancies.controller.js';
import { VacanciesService } from './vacancy/vacancies.service.js';

@Module({
  controllers: [ImportJobAdsController, VacanciesController],
  providers: [
    VacanciesService,
    ImportJobAds,
    {
      provide: Reference,
      useFactory: (settings: Settings) => loadReference(settings.referenceFolder),
      inject: [SETTINGS],
    },
    {
      provide: AGGREGATE_STORES,
      useFactory: (service: VacanciesService) => [service.store],
      inject: [VacanciesService],
    },
    { provide: PROJECTION_VERSIONS, useValue: null },
  ],
  exports: [AGGREGATE_STORES, PROJECTION_VERSIONS],
})
export class VacanciesModule {}
