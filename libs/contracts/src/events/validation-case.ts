import { type Static, Type } from '@sinclair/typebox';
import { closed, head, Id, Instant, nullable, OrganisationId, oneOf } from '../vocabulary.js';
import { orderers } from './validation-outcome.js';
import { processes } from './validation-profile.js';

export const ValidationCaseV1 = Type.Object(
  {
    ...head('open', 'completed', 'discontinued', 'erased'),
    candidate: Id,
    profile: nullable(Id),
    process: nullable(oneOf(...processes)),
    /** The present stage of its process. */
    stage: nullable(Type.String({ maxLength: 40 })),
    /** The instant at which each stage was reached. */
    stages: Type.Record(Type.String(), Instant),
    organisation: nullable(OrganisationId),
    orderedBy: nullable(oneOf(...orderers)),
    outcome: nullable(Id),
  },
  { $id: 'urn:lotsen:schema:validation-case:1', title: "One person's validation on its way", ...closed },
);
export type ValidationCase = Static<typeof ValidationCaseV1>;
