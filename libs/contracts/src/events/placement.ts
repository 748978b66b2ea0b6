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
  oneOf,
  Requirement,
  Shift,
  SsykCode,
} from '../vocabulary.js';

export const placementKinds = [
  'apl',
  'larling',
  'lia',
  'vfu',
  'arbetspraktik',
  'arbetstraning',
  'yrkeskompetensbedomning',
  'kommunal-praktik',
  'sprakpraktik',
] as const;

export const PlacementV1 = Type.Object(
  {
    ...head('posted', 'withdrawn'),
    kind: oneOf(...placementKinds),
    title: Label,
    employer: Type.Object({ organisation: nullable(Type.String({ maxLength: 40 })), name: Label }, closed),
    occupation: ConceptId,
    ssyk: nullable(SsykCode),
    place: MunicipalityCode,
    start: Day,
    end: Day,
    capacity: Type.Integer({ minimum: 0, maximum: 1000 }),
    hours: nullable(Hours),
    shifts: nullable(Type.Array(Shift, { maxItems: 4 })),
    requirements: Type.Array(Requirement, { maxItems: 100 }),
    trains: Type.Array(ConceptId, { maxItems: 100 }),
    languageSupport: Type.Boolean(),
    /** Id of the organisation that answers for it here. */
    owner: nullable(Type.String({ maxLength: 40 })),
    demo: Type.Boolean(),
  },
  { $id: 'urn:lotsen:schema:placement:1', title: 'Time-limited learning at a workplace', ...closed },
);
export type Placement = Static<typeof PlacementV1>;
