import { aggregateEntity } from '@lotsen/persistence';
import type { Vacancy } from './vacancy.js';

export interface VacancyLookup {
  status: string;
  owner: string | null;
}

export const VacancyEntity = aggregateEntity<Vacancy, VacancyLookup>('vacancy', {
  status: { type: 'text' },
  owner: { type: 'text', nullable: true },
});
