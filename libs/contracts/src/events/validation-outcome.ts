import { type Static, Type } from '@sinclair/typebox';
import { closed, Day, head, Id, nullable, oneOf } from '../vocabulary.js';

export const resultKinds = [
  'grade',
  'degree',
  'trade-certificate',
  'qualification-certificate',
  'certificate',
  'mapping',
] as const;

export const AssessedUnit = Type.Object(
  { unit: Type.String({ minLength: 1, maxLength: 60 }), extent: oneOf('full', 'part') },
  closed,
);

export const ValidationOutcomeV1 = Type.Object(
  {
    ...head('registered', 'withdrawn', 'erased'),
    candidate: Id,
    profile: nullable(Id),
    /** betyg, examen, yrkesbevis, kvalifikationsbevis, intyg, kartläggning */
    result: nullable(oneOf(...resultKinds)),
    units: Type.Array(AssessedUnit, { maxItems: 100 }),
    assessedOn: nullable(Day),
    validUntil: nullable(Day),
    /** The organisation that answers for it. */
    issuer: nullable(Id),
  },
  { $id: 'urn:lotsen:schema:validation-outcome:1', title: 'The result of a validation', ...closed },
);
export type ValidationOutcome = Static<typeof ValidationOutcomeV1>;
