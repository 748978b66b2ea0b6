import { ComingNeedState, VacancyState } from '@lotsen/contracts/states';
import type { Static } from '@sinclair/typebox';
import { pageOf, stateAnswer } from './schema.js';

export const Vacancy = stateAnswer('Vacancy', VacancyState, {});
export type Vacancy = Static<typeof Vacancy>;
export const VacancyPage = pageOf(Vacancy);

export const ComingNeed = stateAnswer('ComingNeed', ComingNeedState, {});
export type ComingNeed = Static<typeof ComingNeed>;
export const ComingNeedPage = pageOf(ComingNeed);
