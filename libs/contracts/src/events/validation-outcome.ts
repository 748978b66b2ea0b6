import { type Static, Type } from '@sinclair/typebox';
import { Cefr, closed, Day, head, Id, Label, nullable, oneOf } from '../vocabulary.js';

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
    /** In Swedish: betyg, examen, yrkesbevis, kvalifikationsbevis, intyg, kartläggning. */
    result: nullable(oneOf(...resultKinds)),
    units: Type.Array(AssessedUnit, { maxItems: 100 }),
    assessedOn: nullable(Day),
    validUntil: nullable(Day),
    /** The organisation that answers for it. */
    issuer: nullable(Id),
  },
  { $id: 'urn:lotsen:schema:validation-outcome:1', title: 'The result of a validation', ...closed },
);

/** Grades of the school (SFS 2010:800): A to F, and G of merged subjects and older scales. */
export const grades = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'VG', 'MVG'] as const;
/** Who asked for a validation: a person in work is often validated because the employer asked. */
export const orderers = ['person', 'employer', 'municipality', 'employment-service'] as const;

export const ValidationOutcomeV2 = Type.Object(
  {
    ...head('registered', 'withdrawn', 'erased'),
    candidate: Id,
    profile: nullable(Id),
    result: nullable(oneOf(...resultKinds)),
    units: Type.Array(
      Type.Object(
        {
          unit: Type.String({ minLength: 1, maxLength: 60 }),
          extent: oneOf('full', 'part'),
          grade: nullable(oneOf(...grades)),
        },
        closed,
      ),
      { maxItems: 100 },
    ),
    /** Level in the profile's language. */
    level: nullable(Cefr),
    assessedOn: nullable(Day),
    validUntil: nullable(Day),
    /** The organisation that answers for it here. */
    issuer: nullable(Id),
    /** Whether `issuer` issued it, or registered a document of another issuer. */
    basis: oneOf('issued', 'registered'),
    document: nullable(Type.Object({ issuer: Label, reference: nullable(Label) }, closed)),
    orderedBy: nullable(oneOf(...orderers)),
    case: nullable(Id),
  },
  { $id: 'urn:lotsen:schema:validation-outcome:2', title: 'The result of a validation', ...closed },
);
export type ValidationOutcome = Static<typeof ValidationOutcomeV2>;

export const validationOutcomeFromV1 = (state: Static<typeof ValidationOutcomeV1>): ValidationOutcome => ({
  ...state,
  units: state.units.map((unit) => ({ ...unit, grade: null })),
  level: null,
  basis: 'issued',
  document: null,
  orderedBy: null,
  case: null,
});
