import { type Static, Type } from '@sinclair/typebox';
import { ConceptId, closed, head, Label, nullable, oneOf } from '../vocabulary.js';

export const processes = ['komvux', 'branch', 'higher-vocational', 'language', 'foreign-credential'] as const;

export const ValidationUnit = Type.Object(
  {
    /** Course code, or Gy25 subject and level, or the branch's own code. */
    unit: Type.String({ minLength: 1, maxLength: 60 }),
    label: Label,
    points: nullable(Type.Integer({ minimum: 0, maximum: 2000 })),
    /** The skills that this unit evidences, according to `saidBy`. */
    skills: Type.Array(ConceptId, { maxItems: 50 }),
  },
  closed,
);

export const ValidationProfileV1 = Type.Object(
  {
    ...head('published', 'withdrawn'),
    name: Label,
    process: oneOf('komvux', 'branch', 'higher-vocational', 'language', 'foreign-credential'),
    saidBy: Label,
    demo: Type.Boolean(),
    units: Type.Array(ValidationUnit, { minItems: 1, maxItems: 100 }),
  },
  { $id: 'urn:lotsen:schema:validation-profile:1', title: 'What a validation assesses', ...closed },
);

export const ValidationProfileV2 = Type.Object(
  {
    ...head('published', 'withdrawn'),
    name: Label,
    process: oneOf(...processes),
    saidBy: Label,
    demo: Type.Boolean(),
    units: Type.Array(ValidationUnit, { minItems: 1, maxItems: 100 }),
    /** Level of the Swedish qualifications framework (SeQF). */
    level: nullable(Type.Integer({ minimum: 1, maximum: 8 })),
    /** The language that it assesses; the level of an outcome is then a CEFR level in that language. */
    language: nullable(ConceptId),
  },
  { $id: 'urn:lotsen:schema:validation-profile:2', title: 'What a validation assesses', ...closed },
);
export type ValidationProfile = Static<typeof ValidationProfileV2>;

export const validationProfileFromV1 = (state: Static<typeof ValidationProfileV1>): ValidationProfile => ({
  ...state,
  level: null,
  language: null,
});
