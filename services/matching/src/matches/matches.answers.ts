import { Type } from '@sinclair/typebox';
import { ShownCountAnswer } from '../counts/shown-count.js';

const text = Type.String();
const nullableText = Type.Union([text, Type.Null()]);
const verdict = Type.Union(['eligible', 'to-clarify', 'near', 'out'].map((word) => Type.Literal(word)));
const named = Type.Object({ kind: text, of: nullableText, label: nullableText });

/** What an answer rests on. */
const frame = { asOf: text, model: text, reference: text };
const aboutTarget = {
  target: text,
  kind: text,
  title: text,
  employer: nullableText,
  occupation: nullableText,
  municipality: nullableText,
  notices: Type.Array(text),
};
const entry = {
  place: Type.Integer(),
  verdict,
  score: Type.Integer({ minimum: 0, maximum: 10_000 }),
  missing: Type.Array(named),
  toClarify: Type.Array(named),
  closableInDays: Type.Integer(),
};
const counts = Type.Object({
  eligible: Type.Integer(),
  'to-clarify': Type.Integer(),
  near: Type.Integer(),
  out: Type.Integer(),
});
const lists = <T extends ReturnType<typeof Type.Object>>(of: T) => ({
  counts,
  listed: Type.Array(of),
  near: Type.Array(of),
});
const stale = Type.Boolean({ description: 'The answer may not know yet of what min-version asked for.' });

export const CandidatesAnswer = Type.Object({
  ...frame,
  target: Type.Object(aboutTarget),
  ...lists(Type.Object({ ...entry, candidate: text })),
  stale,
});

export const TargetsAnswer = Type.Object({
  ...frame,
  candidate: text,
  ...lists(Type.Object({ ...entry, ...aboutTarget })),
  stale,
});

export const OccupationsAnswer = Type.Object({
  ...frame,
  candidate: text,
  ...lists(
    Type.Object({
      ...entry,
      target: text,
      title: text,
      county: text,
      priority: Type.Integer(),
      shortage: Type.Object({
        situation: text,
        paradoxCauses: Type.Array(text),
        basis: nullableText,
        round: text,
      }),
      live: Type.Object({ openPositions: Type.Integer(), eligible: ShownCountAnswer }),
    }),
  ),
  stale,
});

const place = Type.Union([Type.Object({ list: text, place: Type.Integer() }), Type.Null()]);
const standing = Type.Object({ verdict, score: Type.Integer(), place });

export const ExplanationAnswer = Type.Object({
  ...frame,
  candidate: text,
  ...aboutTarget,
  verdict,
  score: Type.Integer(),
  place,
  components: Type.Array(
    Type.Object({
      component: text,
      weight: Type.Integer(),
      points: Type.Integer(),
      reasons: Type.Array(Type.Object({ label: nullableText, points: Type.Integer() })),
    }),
  ),
  conditions: Type.Array(Type.Object({ kind: text, label: nullableText, must: Type.Boolean(), state: text })),
  competenceFrom: Type.Array(text),
  wouldHelp: Type.Array(Type.Object({ label: nullableText, before: standing, after: standing })),
  stale,
});

export const WhatIfAnswer = Type.Object({ ...frame, candidate: text, target: text, before: standing, after: standing });

export const DemandsAnswer = Type.Object({
  ...frame,
  target: text,
  counts: Type.Object({ eligible: ShownCountAnswer, toClarify: ShownCountAnswer, near: ShownCountAnswer }),
  demands: Type.Array(
    Type.Object({
      requirement: Type.Any(),
      label: nullableText,
      eligible: ShownCountAnswer,
      eligibleAsWish: ShownCountAnswer,
    }),
  ),
  stale,
});
