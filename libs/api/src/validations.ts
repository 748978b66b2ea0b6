import {
  ValidationCaseState,
  ValidationOfferState,
  ValidationOutcomeState,
  ValidationProfileState,
} from '@lotsen/contracts/states';
import { type Static, Type } from '@sinclair/typebox';
import { RejectedRow } from './changes.js';
import { count, Id, Instant, named, nullable, oneOf, pageOf, shape, someOf, stateAnswer } from './schema.js';
import { caseStages } from './words.js';

export const ValidationProfile = stateAnswer('ValidationProfile', ValidationProfileState, {});
export type ValidationProfile = Static<typeof ValidationProfile>;
export const ValidationProfilePage = pageOf(ValidationProfile);

export const ValidationOffer = stateAnswer('ValidationOffer', ValidationOfferState, {});
export type ValidationOffer = Static<typeof ValidationOffer>;
export const ValidationOfferPage = pageOf(ValidationOffer);

export const ValidationOutcome = stateAnswer('ValidationOutcome', ValidationOutcomeState, {});
export type ValidationOutcome = Static<typeof ValidationOutcome>;
export const ValidationOutcomePage = pageOf(ValidationOutcome);

export const ValidationCase = stateAnswer('ValidationCase', ValidationCaseState, {
  stage: nullable(oneOf(...caseStages)),
  stages: someOf(caseStages, Instant),
});
export type ValidationCase = Static<typeof ValidationCase>;
export const ValidationCasePage = pageOf(ValidationCase);

const LoggedRow = named(
  'LoggedRow',
  shape({ line: Type.Integer({ minimum: 1 }), id: Id, version: Type.Integer({ minimum: 1 }) }),
);

/** The result of each row of a list of outcomes; rows are numbered from 1. */
export const OutcomeListResult = named(
  'OutcomeListResult',
  shape({
    read: count,
    created: Type.Array(LoggedRow),
    unchanged: Type.Array(LoggedRow, { description: 'Rows that were recorded before.' }),
    rejected: Type.Array(RejectedRow),
  }),
);
export type OutcomeListResult = Static<typeof OutcomeListResult>;
