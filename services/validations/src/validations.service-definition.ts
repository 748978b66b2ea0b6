import type { ServiceDefinition } from '@lotsen/platform';
import { Validations1700000000200 } from './migrations/1700000000200-validations.js';
import { OutcomeEntity } from './outcome/outcome.entity.js';
import { ProfileEntity } from './profile/profile.entity.js';
import { ValidationsModule } from './validations.module.js';

export const validationsService: ServiceDefinition = {
  name: 'validations',
  module: ValidationsModule,
  entities: [ProfileEntity, OutcomeEntity],
  migrations: [Validations1700000000200],
};
