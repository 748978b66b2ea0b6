import { topics } from '@lotsen/contracts';
import { Jobs1700000000009, type ServiceDefinition } from '@lotsen/platform';
import { ComingNeedEntity } from './coming-need/coming-need.store.js';
import { Vacancies1700000000300 } from './migrations/0300-vacancies.js';
import { Vacancies1700000000310 } from './migrations/0310-drafts-and-coming-needs.js';
import { Vacancies1700000000320 } from './migrations/0320-asked-in-text.js';
import { Vacancies1700000000330 } from './migrations/0330-removed-ads.js';
import { VacanciesModule } from './vacancies.module.js';
import { VacancyEntity } from './vacancy/vacancy.store.js';

export const vacanciesService: ServiceDefinition = {
  name: 'vacancies',
  module: VacanciesModule,
  entities: [VacancyEntity, ComingNeedEntity],
  migrations: [
    Jobs1700000000009,
    Vacancies1700000000300,
    Vacancies1700000000310,
    Vacancies1700000000320,
    Vacancies1700000000330,
  ],
  receipts: topics.vacanciesReceipt,
};
