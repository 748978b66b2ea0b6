import { type Static, Type } from '@sinclair/typebox';
import {
  ConceptId,
  CountyCode,
  closed,
  Day,
  head,
  MunicipalityCode,
  nullable,
  OrganisationId,
  SsykCode,
} from '../vocabulary.js';

export const ComingNeedV1 = Type.Object(
  {
    ...head('reported', 'met', 'withdrawn'),
    occupation: ConceptId,
    ssyk: nullable(SsykCode),
    county: CountyCode,
    place: nullable(MunicipalityCode),
    number: Type.Integer({ minimum: 1, maximum: 100_000 }),
    from: Day,
    owner: nullable(OrganisationId),
    demo: Type.Boolean(),
  },
  { $id: 'urn:lotsen:schema:coming-need:1', title: 'How many will be needed, and from when', ...closed },
);
export type ComingNeed = Static<typeof ComingNeedV1>;
