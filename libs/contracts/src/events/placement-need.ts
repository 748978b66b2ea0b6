import { type Static, Type } from '@sinclair/typebox';
import {
  ConceptId,
  closed,
  Day,
  head,
  Label,
  MunicipalityCode,
  nullable,
  OrganisationId,
  oneOf,
  SsykCode,
} from '../vocabulary.js';
import { placementKinds } from './placement.js';

export const PlacementNeedV1 = Type.Object(
  {
    ...head('reported', 'met', 'withdrawn'),
    title: Label,
    kind: oneOf(...placementKinds),
    occupation: ConceptId,
    ssyk: nullable(SsykCode),
    places: Type.Array(MunicipalityCode, { minItems: 1, maxItems: 50 }),
    number: Type.Integer({ minimum: 1, maximum: 1000 }),
    start: Day,
    end: Day,
    supervisorStep: Type.Integer({ minimum: 1, maximum: 3 }),
    owner: nullable(OrganisationId),
    demo: Type.Boolean(),
  },
  { $id: 'urn:lotsen:schema:placement-need:1', title: 'Places that a school needs', ...closed },
);
export type PlacementNeed = Static<typeof PlacementNeedV1>;
