import { notices, vacancyMarks } from '@lotsen/contracts';
import { Requirement } from '@lotsen/contracts/vocabulary';
import { type Static, type TObject, type TProperties, Type } from '@sinclair/typebox';
import { ConditionKind, frame, Score, Verdict } from './assessment.js';
import { ProblemCodeWord } from './problem.js';
import { count, Id, named, nullable, oneOf, shape, text } from './schema.js';
import { ShownCount, Situation } from './shortage.js';
import { similarityBases, targetKinds, verdicts } from './words.js';

/** A notice shown beside a match. It excludes nobody, and gives no points. */
const TargetNotice = named(
  'TargetNotice',
  oneOf(...notices, ...vacancyMarks, 'support-may-be-tried', 'language-support', 'language-developing'),
);

/** The fields that describe a target wherever it is shown. */
export const aboutTarget = {
  target: Type.String({ description: 'Id of a vacancy or placement, or OCCUPATION:COUNTY.' }),
  kind: oneOf(...targetKinds),
  title: text,
  employer: nullable(text),
  occupation: nullable(text),
  municipality: nullable(text),
  notices: Type.Array(TargetNotice),
};
const Target = named('Target', shape(aboutTarget));

const OpenCondition = named('OpenCondition', shape({ kind: ConditionKind, of: nullable(text), label: nullable(text) }));
const LicenceInWords = named(
  'LicenceInWords',
  shape({
    licence: text,
    label: text,
    law: text,
    exceptions: Type.String({ description: 'In Swedish: what the rule allows without it, and what else meets it.' }),
  }),
);
const entry = {
  place: Type.Integer({ minimum: 1 }),
  verdict: Verdict,
  score: Score,
  missing: Type.Array(OpenCondition),
  toClarify: Type.Array(OpenCondition),
  closableInDays: count,
  linked: Type.Boolean({
    description:
      'Something links the person to the target: a skill, an experience, a wish. If not, it is only within reach.',
  }),
  told: Type.Array(LicenceInWords, {
    description:
      'Licences that the person lacks, and that rule nobody out: of a temporary job those that a permanent one needs, of a shortage occupation those that some of its names need.',
  }),
  asksForSomething: Type.Boolean({
    description: 'The employer or the law asks for something to be met, hours and shifts aside.',
  }),
};
const Counts = named(
  'MatchCounts',
  shape(
    Object.fromEntries(verdicts.map((verdict) => [verdict, count])) as Record<(typeof verdicts)[number], typeof count>,
  ),
);
const Unlinked = named('UnlinkedCounts', shape({ listed: count, near: count }));
/** Both lists have the linked entries first; `unlinked` counts the others, of which the lists may hold only some. */
const lists = <T extends TObject>(of: T) => ({
  counts: Counts,
  unlinked: Unlinked,
  listed: Type.Array(of),
  near: Type.Array(of),
});

export const stale = Type.Boolean({ description: 'The answer may not know yet of what min-version asked for.' });
const answered = <P extends TProperties>(name: string, properties: P) => named(name, shape({ ...properties, stale }));

const candidates = {
  ...frame,
  target: Target,
  ...lists(named('CandidateEntry', shape({ ...entry, candidate: Id }))),
};
const targets = {
  ...frame,
  candidate: Id,
  ...lists(named('TargetEntry', shape({ ...entry, ...aboutTarget }))),
};

export const CandidateList = answered('CandidateList', candidates);
export type CandidateList = Static<typeof CandidateList>;

export const TargetList = answered('TargetList', targets);
export type TargetList = Static<typeof TargetList>;

const labelled = { of: text, label: nullable(text) };
const Labelled = named('LabelledOccupation', shape(labelled));
const OccupationLink = named(
  'OccupationLink',
  Type.Union([
    shape({
      by: Type.Literal('experience'),
      ...labelled,
      months: count,
      percent: Type.Integer({ minimum: 0, maximum: 100 }),
      basis: oneOf(...similarityBases),
    }),
    shape({ by: oneOf('wish', 'skill', 'licence', 'education'), ...labelled }),
  ]),
);
const OccupationEntry = named(
  'OccupationEntry',
  shape({
    ...entry,
    target: text,
    title: text,
    county: text,
    priority: count,
    shortage: shape({ situation: Situation, paradoxCauses: Type.Array(text), basis: nullable(text), round: text }),
    live: shape({ openPositions: count, eligible: ShownCount }),
    names: Type.Array(Labelled, { description: "Its occupation names, the closest to the person's own first." }),
    links: Type.Array(OccupationLink, { description: 'Why it stands in the list.' }),
    licences: Type.Array(LicenceInWords, {
      description: 'The licences that the person lacks, each with its rule.',
    }),
    withinReach: shape({
      positions: Type.Integer({ description: 'Open positions within the reach of the person.' }),
      seats: Type.Integer({ description: 'Seats for practice within the reach of the person.' }),
    }),
  }),
);
export const OccupationList = answered('OccupationList', { ...frame, candidate: Id, ...lists(OccupationEntry) });
export type OccupationList = Static<typeof OccupationList>;

/** For each must-have of a vacancy: how many persons could take the vacancy, and how many if it were only a wish. */
export const Demands = answered('Demands', {
  ...frame,
  target: Id,
  counts: shape(
    { eligible: ShownCount, toClarify: ShownCount, near: ShownCount },
    { description: 'Of all persons, also of those whom nothing but reach links to the vacancy.' },
  ),
  demands: Type.Array(
    named(
      'Demand',
      shape(
        {
          requirement: named('Requirement', Requirement),
          label: nullable(text),
          eligible: ShownCount,
          eligibleAsWish: ShownCount,
        },
        {
          description:
            'How many persons could take the vacancy now, and how many if this must-have were a wish: those who meet the rest, or have something to clarify.',
        },
      ),
    ),
  ),
});
export type Demands = Static<typeof Demands>;

/** The events that the stream of a list sends. */
export const MatchStreamEvent = named(
  'MatchStreamEvent',
  Type.Union([
    shape({
      event: Type.Literal('list'),
      data: Type.Union([
        named('StreamedCandidateList', shape(candidates)),
        named('StreamedTargetList', shape(targets)),
      ]),
    }),
    shape({ event: Type.Literal('alive'), data: shape({}) }),
    shape({ event: Type.Literal('gone'), data: shape({ code: ProblemCodeWord }) }),
  ]),
);
export type MatchStreamEvent = Static<typeof MatchStreamEvent>;

/** What another version of the model changes in the lists of candidates, on the same facts. */
export const ModelComparison = named(
  'ModelComparison',
  shape({
    ...frame,
    from: Type.String({ description: 'The version with which the lists are compared.' }),
    lists: count,
    changed: count,
    shared: Type.Integer({ description: 'How many of the first ten of all lists are in both, of `of`.' }),
    of: count,
    verdicts: Type.Array(
      named(
        'VerdictChange',
        shape({
          from: Verdict,
          to: Verdict,
          because: Type.Union([ConditionKind, Type.Null()], {
            description: 'The first condition that the two judge otherwise.',
          }),
          pairs: count,
        }),
      ),
    ),
    mostChanged: Type.Array(named('ListChange', shape({ ...aboutTarget, shared: count, of: count }))),
  }),
);
export type ModelComparison = Static<typeof ModelComparison>;
