import type { ServiceDefinition } from '@lotsen/platform';
import { Vacancies1700000000300 } from './migrations/1700000000300-vacancies.js';
import { VacanciesModule } from './vacancies.module.js';
import { VacancyEntity } from './vacancy/vacancy.entity.js';

export const vacanciesService: ServiceDefinition = {
  name: 'vacancies',
  module: VacanciesModule,
  entities: [VacancyEntity],
  migrations: [Vacancies1700000000300],
};
