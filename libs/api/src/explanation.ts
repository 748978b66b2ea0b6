import { resultKinds } from '@lotsen/contracts';
import { Cefr } from '@lotsen/contracts/vocabulary';
import { type Static, Type } from '@sinclair/typebox';
import {
  Backing,
  componentsWith,
  condition,
  EvidenceOutcome,
  frame,
  Score,
  SkillSource,
  Verdict,
} from './assessment.js';
import { aboutTarget, stale } from './matches.js';
import { Day, Id, named, nullable, oneOf, shape, text } from './schema.js';

/** Where a point comes from: what the person says, what a workplace confirmed, or what a validation found. */
export const ToldSource = named(
  'ToldSource',
  Type.Union([
    shape({ record: text, from: Type.Literal('profile'), outcome: Backing }),
    shape({ record: text, from: Type.Literal('placement'), outcome: Backing, confirmedOn: nullable(Day) }),
    shape({
      record: text,
      from: Type.Literal('validation'),
      outcome: Backing,
      result: nullable(oneOf(...resultKinds)),
      profile: nullable(text),
      assessedOn: nullable(Day),
      validUntil: nullable(Day),
      issuer: nullable(text),
    }),
  ]),
);
export type ToldSource = Static<typeof ToldSource>;

const Place = named('Place', shape({ list: oneOf('listed', 'near'), place: Type.Integer({ minimum: 1 }) }));
export const Standing = named('Standing', shape({ verdict: Verdict, score: Score, place: nullable(Place) }));
export type Standing = Static<typeof Standing>;

/** A hypothetical change of the person's facts. */
const SupposedChange = named(
  'SupposedChange',
  Type.Union([
    shape({ kind: Type.Literal('skill'), skill: text, outcome: EvidenceOutcome }),
    shape({ kind: Type.Literal('licence'), licence: text }),
    shape({ kind: Type.Literal('driving-licence'), code: text }),
    shape({ kind: Type.Literal('language'), language: text, level: Cefr }),
    shape({ kind: Type.Literal('commute'), minutes: Type.Integer({ minimum: 0 }) }),
  ]),
);

/** Why a match has its score: each point with its source, each requirement with what meets it, and what would help. */
export const Explanation = named(
  'Explanation',
  shape({
    ...frame,
    candidate: Id,
    ...aboutTarget,
    verdict: Verdict,
    score: Score,
    place: nullable(Place),
    components: componentsWith('Explained', { label: nullable(text), source: ToldSource }),
    conditions: Type.Array(named('ExplainedCondition', shape({ ...condition(ToldSource), label: nullable(text) }))),
    competenceFrom: Type.Array(SkillSource),
    wouldHelp: Type.Array(
      named('WouldHelp', shape({ change: SupposedChange, label: nullable(text), before: Standing, after: Standing })),
    ),
    stale,
  }),
);
export type Explanation = Static<typeof Explanation>;

export const WhatIf = named(
  'WhatIf',
  shape({ ...frame, candidate: Id, target: text, before: Standing, after: Standing }),
);
export type WhatIf = Static<typeof WhatIf>;
