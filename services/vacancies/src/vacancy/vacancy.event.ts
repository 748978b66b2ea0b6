import type { Vacancy as VacancyEvent } from '@lotsen/contracts';
import type { AggregateState } from '@lotsen/messaging';
import type { Vacancy } from './vacancy.js';

/** What the other services may know of a vacancy. */
export function vacancyEventOf(vacancy: Vacancy, { id, version }: AggregateState): VacancyEvent {
  const { importedFrom: _, ...shared } = vacancy;
  return { id, version, ...shared };
}
