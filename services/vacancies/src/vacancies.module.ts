import {
  AGGREGATE_STORES,
  ANSWERS_FOR,
  ByCalendar,
  CLOCK,
  type Clock,
  ErasureReceipts,
  JOB_KINDS,
  Jobs,
  knowsNobody,
  PERSONAL_DATA,
  PROJECTION_VERSIONS,
  SETTINGS,
  type Settings,
} from '@lotsen/platform';
import { loadReference, Reference } from '@lotsen/reference';
import { Module } from '@nestjs/common';
import { DataSource, LessThan } from 'typeorm';
import { ComingNeedStore } from './coming-need/coming-need.store.js';
import { ComingNeedsController } from './coming-need/coming-needs.controller.js';
import { ImportJobAdsController } from './import-job-ads/import-job-ads.controller.js';
import { ImportJobAds } from './import-job-ads/import-job-ads.js';
import { ImportJobsController } from './import-job-ads/import-jobs.controller.js';
import { RemovedAds } from './import-job-ads/removed-ads.js';
import { ProposalsConsumer } from './vacancy/proposals.consumer.js';
import { VacanciesController } from './vacancy/vacancies.controller.js';
import { closeWhenDue } from './vacancy/vacancy.js';
import { VacancyEntity, VacancyStore } from './vacancy/vacancy.store.js';

@Module({
  // Controllers with fixed path segments come before the one whose :id would match them too.
  controllers: [
    ImportJobAdsController,
    ImportJobsController,
    ComingNeedsController,
    VacanciesController,
    ProposalsConsumer,
  ],
  providers: [
    VacancyStore,
    ComingNeedStore,
    ImportJobAds,
    RemovedAds,
    Jobs,
    {
      provide: JOB_KINDS,
      useFactory: (jobAds: ImportJobAds) => ({ [ImportJobAds.kind]: jobAds }),
      inject: [ImportJobAds],
    },
    {
      provide: ByCalendar,
      useFactory: (source: DataSource, clock: Clock, store: VacancyStore) =>
        new ByCalendar(source, clock, {
          name: 'closing',
          entity: VacancyEntity,
          store,
          due: (today) => ({ status: 'published', lastDay: LessThan(today) }),
          decide: closeWhenDue,
        }),
      inject: [DataSource, CLOCK, VacancyStore],
    },
    {
      provide: Reference,
      useFactory: (settings: Settings) => loadReference(settings.referenceFolder),
      inject: [SETTINGS],
    },
    {
      provide: AGGREGATE_STORES,
      useFactory: (vacancies: VacancyStore, needs: ComingNeedStore, receipts: ErasureReceipts) => [
        vacancies,
        needs,
        receipts.store,
      ],
      inject: [VacancyStore, ComingNeedStore, ErasureReceipts],
    },
    // This service holds only the ids of proposals, and removes them with the proposals (ProposalsConsumer).
    { provide: PERSONAL_DATA, useValue: [] },
    { provide: ANSWERS_FOR, useValue: knowsNobody },
    { provide: PROJECTION_VERSIONS, useValue: null },
  ],
  exports: [AGGREGATE_STORES, PROJECTION_VERSIONS, PERSONAL_DATA, ANSWERS_FOR],
})
export class VacanciesModule {}
