import { type Static, Type } from '@sinclair/typebox';
import {
  Cefr,
  ConceptId,
  CountyCode,
  closed,
  Day,
  Hours,
  head,
  MunicipalityCode,
  nullable,
  OrganisationId,
  oneOf,
  Shift,
  stated,
} from '../vocabulary.js';

/** The facts that matching needs of a person, and no others. Identity stays in the vault of `candidates`. */
export const ProfileFacts = Type.Object(
  {
    home: stated(MunicipalityCode),
    maxCommuteMinutes: stated(Type.Integer({ minimum: 0, maximum: 600 })),
    drivesToWork: stated(Type.Boolean()),
    moveTo: Type.Union([Type.Literal('anywhere'), Type.Array(CountyCode, { maxItems: 21 })]),
    acceptsRemote: Type.Boolean(),
    availableFrom: stated(Day),
    hours: stated(Hours),
    shifts: stated(Type.Array(Shift, { maxItems: 4 })),
    drivingLicences: Type.Array(Type.String({ maxLength: 20 }), { maxItems: 20 }),
    licences: Type.Array(Type.Object({ licence: ConceptId, validUntil: nullable(Day) }, closed), { maxItems: 50 }),
    languages: Type.Array(Type.Object({ language: ConceptId, level: Cefr }, closed), { maxItems: 50 }),
    experience: Type.Array(
      Type.Object(
        {
          occupation: ConceptId,
          months: Type.Integer({ minimum: 0, maximum: 720 }),
          lastYear: stated(Type.Integer({ minimum: 1940, maximum: 2100 })),
        },
        closed,
      ),
      { maxItems: 100 },
    ),
    education: stated(
      Type.Array(Type.Object({ level: Type.String({ maxLength: 4 }), field: Type.String({ maxLength: 4 }) }, closed), {
        maxItems: 30,
      }),
    ),
    skills: Type.Array(
      Type.Object(
        { skill: ConceptId, outcome: oneOf('self-declared', 'employment'), validUntil: nullable(Day) },
        closed,
      ),
      { maxItems: 300 },
    ),
    wantedOccupations: Type.Array(ConceptId, { maxItems: 50 }),
    excludedOccupations: Type.Array(ConceptId, { maxItems: 50 }),
    excludedEmployers: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 50 }),
  },
  closed,
);
export type ProfileFacts = Static<typeof ProfileFacts>;

export const CandidateProfileV1 = Type.Object(
  {
    ...head('active', 'paused', 'erased'),
    /** Whether the person agreed to link the outcomes of validations to them. Without it, no such evidence counts. */
    linksEvidence: Type.Boolean(),
    facts: nullable(ProfileFacts),
  },
  { $id: 'urn:lotsen:schema:candidate-profile:1', title: 'A person, as far as matching needs to know', ...closed },
);

export const CandidateProfileV2 = Type.Object(
  {
    ...head('active', 'paused', 'closed', 'erased'),
    linksEvidence: Type.Boolean(),
    facts: nullable(ProfileFacts),
    /** The organisation that answers for the person; `sharedWith`: organisations and groups with which it shares. */
    organisation: nullable(OrganisationId),
    sharedWith: Type.Array(OrganisationId, { maxItems: 50 }),
  },
  { $id: 'urn:lotsen:schema:candidate-profile:2', title: 'A person, as far as matching needs to know', ...closed },
);
export type CandidateProfile = Static<typeof CandidateProfileV2>;

export const candidateProfileFromV1 = (state: Static<typeof CandidateProfileV1>): CandidateProfile => ({
  ...state,
  organisation: null,
  sharedWith: [],
});
