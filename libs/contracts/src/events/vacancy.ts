import { type Static, Type } from '@sinclair/typebox';
import {
  Cefr,
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

/** Marks of special kinds of jobs. An introduktionsjobb is a subsidised job, an ingångsjobb an entry job. */
export const vacancyMarks = [
  'ingangsjobb',
  'sommarjobb',
  'introduktionsjobb',
  'nystartsjobb',
  'etableringsjobb',
  'yrkesintroduktion',
] as const;
/** Shown with the target. A notice is never a fact of a person, excludes nobody, and is no reason for a match. */
export const notices = ['criminal-records-extract', 'vaccination', 'health-certificate'] as const;
export const unfilledReasons = [
  'no-applicants',
  'none-qualified',
  'licence-missing',
  'language',
  'distance',
  'hours',
  'pay',
  'withdrew',
  'need-ceased',
] as const;

export const VacancyV2 = Type.Object(
  {
    ...head('draft', 'published', 'closed', 'filled', 'unfilled', 'withdrawn'),
    title: Label,
    employer: Employer,
    /** The id of the employer's workplace in the portal. */
    workplace: nullable(Id),
    occupation: ConceptId,
    ssyk: nullable(SsykCode),
    place: nullable(MunicipalityCode),
    abroad: Type.Boolean(),
    remote: Type.Boolean(),
    positions: Type.Integer({ minimum: 0, maximum: 10_000 }),
    /** Positions that are taken, by booked proposals or otherwise. */
    taken: Type.Integer({ minimum: 0, maximum: 10_000 }),
    permanent: Type.Boolean(),
    hours: nullable(Hours),
    shifts: nullable(Type.Array(Shift, { maxItems: 4 })),
    start: nullable(Day),
    lastApplicationDay: nullable(Day),
    requirements: Type.Array(Requirement, { maxItems: 200 }),
    skillsInText: Type.Array(ConceptId, { maxItems: 200 }),
    marks: Type.Array(oneOf(...vacancyMarks), { maxItems: 6 }),
    /** "Stöd kan prövas av Arbetsförmedlingen": said of the vacancy, never of a person. */
    supportMayBeTried: Type.Boolean(),
    notices: Type.Array(oneOf(...notices), { maxItems: 3 }),
    /** The accepted proposals that got a position; `full` has those for which none was left. */
    booked: Type.Array(Id, { maxItems: 10_000 }),
    full: Type.Array(Id, { maxItems: 10_000 }),
    whyUnfilled: nullable(oneOf(...unfilledReasons)),
    link: nullable(Type.String({ maxLength: 500 })),
    owner: nullable(OrganisationId),
    demo: Type.Boolean(),
  },
  { $id: 'urn:lotsen:schema:vacancy:2', title: 'An open position at an employer', ...closed },
);
/** The kinds of what is read in the text of an ad. */
export const askedInTextKinds = [
  'language',
  'driving-licence',
  'licence',
  'years',
  'shifts',
  'hours',
  'place-of-work',
  'duration',
] as const;
/** From the strongest: whether the text demands it, wishes for it, or says that it is not needed. */
export const textNeeds = ['must', 'merit', 'not'] as const;
const AskedInText = Type.Object(
  {
    kind: oneOf(...askedInTextKinds),
    /** The language, the licence, the code of the driving licence, the number of years, or a word of the kind's own. */
    of: Type.String({ maxLength: 40 }),
    level: nullable(Cefr),
    need: oneOf(...textNeeds),
    /** The words that say so, and where they start in the headline and the text, in UTF-16 units. */
    quote: Type.String({ maxLength: 80 }),
    at: Type.Integer({ minimum: 0 }),
  },
  closed,
);

export const VacancyV3 = Type.Object(
  {
    ...head('draft', 'published', 'closed', 'filled', 'unfilled', 'withdrawn'),
    title: Label,
    employer: Employer,
    /** The id of the employer's workplace in the portal. */
    workplace: nullable(Id),
    occupation: ConceptId,
    ssyk: nullable(SsykCode),
    place: nullable(MunicipalityCode),
    abroad: Type.Boolean(),
    remote: Type.Boolean(),
    positions: Type.Integer({ minimum: 0, maximum: 10_000 }),
    /** Positions that are taken, by booked proposals or otherwise. */
    taken: Type.Integer({ minimum: 0, maximum: 10_000 }),
    permanent: Type.Boolean(),
    hours: nullable(Hours),
    shifts: nullable(Type.Array(Shift, { maxItems: 4 })),
    start: nullable(Day),
    lastApplicationDay: nullable(Day),
    requirements: Type.Array(Requirement, { maxItems: 200 }),
    skillsInText: Type.Array(ConceptId, { maxItems: 200 }),
    /** What the ad's text asks for beside its fields, as patterns read it: to be clarified, and never a reason to rule anybody out. */
    askedInText: Type.Array(AskedInText, { maxItems: 100 }),
    marks: Type.Array(oneOf(...vacancyMarks), { maxItems: 6 }),
    /** "Stöd kan prövas av Arbetsförmedlingen": said of the vacancy, never of a person. */
    supportMayBeTried: Type.Boolean(),
    notices: Type.Array(oneOf(...notices), { maxItems: 3 }),
    /** The accepted proposals that got a position; `full` has those for which none was left. */
    booked: Type.Array(Id, { maxItems: 10_000 }),
    full: Type.Array(Id, { maxItems: 10_000 }),
    whyUnfilled: nullable(oneOf(...unfilledReasons)),
    link: nullable(Type.String({ maxLength: 500 })),
    owner: nullable(OrganisationId),
    demo: Type.Boolean(),
  },
  { $id: 'urn:lotsen:schema:vacancy:3', title: 'An open position at an employer', ...closed },
);
export type Vacancy = Static<typeof VacancyV3>;

/** The values that a vacancy of version 1 gets for the fields that version 2 adds. */
export const vacancyAdditions = {
  workplace: null,
  taken: 0,
  marks: [],
  supportMayBeTried: false,
  notices: [],
  booked: [],
  full: [],
  whyUnfilled: null,
};

export const vacancyFromV1 = (state: Static<typeof VacancyV1>): Static<typeof VacancyV2> => ({
  ...state,
  ...vacancyAdditions,
});

/** The value that a vacancy of version 2 gets for the field that version 3 adds. */
export const vacancyTextAddition = { askedInText: [] };

export const vacancyFromV2 = (state: Static<typeof VacancyV2>): Vacancy => ({ ...state, ...vacancyTextAddition });
