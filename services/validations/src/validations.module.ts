import {
  AGGREGATE_STORES,
  ANSWERS_FOR,
  answersAsKnown,
  ErasureReceipts,
  PERSONAL_DATA,
  type PersonalData,
  PROJECTION_VERSIONS,
  personalAggregates,
  SETTINGS,
  type Settings,
} from '@lotsen/platform';
import { loadReference, Reference } from '@lotsen/reference';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { erase as eraseCase } from './case/case.js';
import { CaseEntity, CaseStore } from './case/case.store.js';
import { CasesController } from './case/cases.controller.js';
import { Cases } from './case/cases.js';
import { OfferStore } from './offer/offer.store.js';
import { OffersController } from './offer/offers.controller.js';
import { Offers } from './offer/offers.js';
import { OutcomeStore } from './outcome/outcome.store.js';
import { OutcomesController } from './outcome/outcomes.controller.js';
import { Outcomes } from './outcome/outcomes.js';
import { ProfileStore } from './profile/profile.store.js';
import { ProfilesController } from './profile/profiles.controller.js';
import { RecordedPersons } from './recorded-persons.js';

@Module({
  controllers: [ProfilesController, OutcomesController, CasesController, OffersController],
  providers: [
    ProfileStore,
    OutcomeStore,
    CaseStore,
    Cases,
    OfferStore,
    Offers,
    Outcomes,
    RecordedPersons,
    {
      provide: Reference,
      useFactory: (settings: Settings) => loadReference(settings.referenceFolder),
      inject: [SETTINGS],
    },
    {
      provide: AGGREGATE_STORES,
      useFactory: (
        profiles: ProfileStore,
        outcomes: OutcomeStore,
        cases: CaseStore,
        offers: OfferStore,
        receipts: ErasureReceipts,
      ) => [profiles, outcomes, cases, offers, receipts.store],
      inject: [ProfileStore, OutcomeStore, CaseStore, OfferStore, ErasureReceipts],
    },
    {
      provide: PERSONAL_DATA,
      useFactory: (source: DataSource, outcomes: Outcomes, cases: CaseStore): PersonalData[] => [
        outcomes.personal,
        personalAggregates('cases', source, CaseEntity, cases, eraseCase),
      ],
      inject: [DataSource, Outcomes, CaseStore],
    },
    answersAsKnown,
    { provide: PROJECTION_VERSIONS, useValue: null },
  ],
  exports: [AGGREGATE_STORES, PROJECTION_VERSIONS, PERSONAL_DATA, ANSWERS_FOR],
})
export class ValidationsModule {}
