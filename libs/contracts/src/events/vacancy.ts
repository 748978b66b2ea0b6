import { type Static, Type } from '@sinclair/typebox';
import {
  ConceptId,
  closed,
  Day,
  Hours,
  head,
  Label,
  MunicipalityCode,
  nullable,
  Requirement,
  Shift,
  SsykCode,
} from '../vocabulary.js';

export const VacancyV1 = Type.Object(
  {
    ...head('published', 'withdrawn'),
    title: Label,
    employer: Type.Object({ organisation: nullable(Type.String({ maxLength: 40 })), name: Label }, closed),
    occupation: ConceptId,
    ssyk: nullable(SsykCode),
    place: nullable(MunicipalityCode),
    abroad: Type.Boolean(),
    remote: Type.Boolean(),
    positions: Type.Integer({ minimum: 0, maximum: 10_000 }),
    permanent: Type.Boolean(),
    hours: nullable(Hours),
    shifts: nullable(Type.Array(Shift, { maxItems: 4 })),
    start: nullable(Day),
    lastApplicationDay: nullable(Day),
    requirements: Type.Array(Requirement, { maxItems: 200 }),
    skillsInText: Type.Array(ConceptId, { maxItems: 200 }),
    link: nullable(Type.String({ maxLength: 500 })),
    /** Id of the organisation that answers for it here. */
    owner: nullable(Type.String({ maxLength: 40 })),
    demo: Type.Boolean(),
  },
  { $id: 'urn:lotsen:schema:vacancy:1', title: 'An open position at an employer', ...closed },
);
export type Vacancy = Static<typeof VacancyV1>;
