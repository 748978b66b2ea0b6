import { type Static, Type } from '@sinclair/typebox';
import {
  ConceptId,
  closed,
  Day,
  Employer,
  Hours,
  head,
  Id,
  Label,
  MunicipalityCode,
  nullable,
  OrganisationId,
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

export const PlacementV2 = Type.Object(
  {
    ...head('posted', 'ended', 'withdrawn'),
    kind: oneOf(...placementKinds),
    title: Label,
    employer: Employer,
    workplace: nullable(Id),
    occupation: ConceptId,
    ssyk: nullable(SsykCode),
    place: MunicipalityCode,
    start: Day,
    end: Day,
    capacity: Type.Integer({ minimum: 0, maximum: 1000 }),
    /** Places left: within the capacity, and within what its supervisors can take on. */
    room: Type.Integer({ minimum: 0, maximum: 1000 }),
    hours: nullable(Hours),
    shifts: nullable(Type.Array(Shift, { maxItems: 4 })),
    requirements: Type.Array(Requirement, { maxItems: 100 }),
    trains: Type.Array(ConceptId, { maxItems: 100 }),
    languageSupport: Type.Boolean(),
    /** The supervisors work in a way that develops the language (språkutvecklande handledning). */
    languageDeveloping: Type.Boolean(),
    supervisors: Type.Array(Id, { maxItems: 50 }),
    booked: Type.Array(Id, { maxItems: 1000 }),
    full: Type.Array(Id, { maxItems: 10_000 }),
    owner: nullable(OrganisationId),
    demo: Type.Boolean(),
  },
  { $id: 'urn:lotsen:schema:placement:2', title: 'Time-limited learning at a workplace', ...closed },
);
export type Placement = Static<typeof PlacementV2>;

export const placementAdditions = {
  workplace: null,
  languageDeveloping: false,
  supervisors: [],
  booked: [],
  full: [],
};

export const placementFromV1 = (state: Static<typeof PlacementV1>): Placement => ({
  ...state,
  ...placementAdditions,
  room: state.capacity,
});
