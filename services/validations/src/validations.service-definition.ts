import { topics } from '@lotsen/contracts';
import { KnownPersons1700000000005, type ServiceDefinition } from '@lotsen/platform';
import { CaseEntity } from './case/case.store.js';
import { Validations1700000000200 } from './migrations/0200-validations.js';
import { Validations1700000000210 } from './migrations/0210-cases-and-offers.js';
import { OfferEntity } from './offer/offer.store.js';
import { OutcomeEntity } from './outcome/outcome.store.js';
import { ProfileEntity } from './profile/profile.store.js';
import { ValidationsModule } from './validations.module.js';

export const validationsService: ServiceDefinition = {
  name: 'validations',
  module: ValidationsModule,
  entities: [ProfileEntity, OutcomeEntity, CaseEntity, OfferEntity],
  migrations: [KnownPersons1700000000005, Validations1700000000200, Validations1700000000210],
  keepsPersons: true,
  receipts: topics.validationsReceipt,
};
