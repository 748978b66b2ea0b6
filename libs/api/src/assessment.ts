import { Cefr } from '@lotsen/contracts/vocabulary';
import { componentNames, conditionKinds, evidenceOutcomes } from '@lotsen/reference/words';
import { type Static, type TProperties, type TSchema, Type } from '@sinclair/typebox';
import { Day, Id, named, nullable, oneOf, shape, text } from './schema.js';
import {
  conditionStates,
  demanders,
  kinshipBases,
  similarityBases,
  skillSources,
  verdicts,
  waysOfReach,
} from './words.js';

/** Schemas for the assessment of one person for one target. */

export const Verdict = named('Verdict', oneOf(...verdicts));
export const Score = named('Score', Type.Integer({ minimum: 0, maximum: 10_000 }));
export const ConditionKind = named('ConditionKind', oneOf(...conditionKinds));
export const ConditionState = named('ConditionState', oneOf(...conditionStates));
export const ComponentName = named('ComponentName', oneOf(...componentNames));
export const SkillSource = named('SkillSource', oneOf(...skillSources));
export const EvidenceOutcome = named('EvidenceOutcome', oneOf(...evidenceOutcomes));
/** What backs a point: evidence, or what the person stated or did not state. */
export const Backing = named('Backing', oneOf(...evidenceOutcomes, 'stated', 'not-stated'));

const Percent = Type.Integer({ minimum: 0, maximum: 100 });

/** How a reason earned its points, by component. */
const details = {
  competence: named(
    'CompetenceDetail',
    shape({
      importance: Type.Integer({ minimum: 0 }),
      percent: Percent,
      askedBy: SkillSource,
      through: Type.Optional(Type.String({ description: 'The related skill that backs it.' })),
    }),
  ),
  experience: named(
    'ExperienceDetail',
    shape({
      percent: Percent,
      basis: oneOf(...similarityBases),
      months: Type.Integer({ minimum: 0 }),
      recency: Percent,
      kin: Type.Optional(oneOf(...kinshipBases)),
      through: Type.Optional(
        Type.Array(text, {
          description: 'What an estimate rests on: the shared skills, or the connecting occupation.',
        }),
      ),
      throughLabels: Type.Optional(Type.Array(text)),
    }),
  ),
  reach: named(
    'ReachDetail',
    shape({ way: oneOf(...waysOfReach), minutes: Type.Optional(Type.Integer({ minimum: 0 })) }),
  ),
  wish: named('WishDetail', shape({ wish: oneOf('excluded', 'wanted', 'unmentioned') })),
  language: named('LanguageDetail', shape({ level: Cefr, asked: Type.Union([Cefr, Type.Literal('any')]) })),
  education: named('EducationDetail', shape({ level: text, field: text })),
} satisfies Record<(typeof componentNames)[number], TSchema>;

/** A score's components, each with its own kind of reasons. */
export function componentsWith<P extends TProperties>(prefix: string, reason: P) {
  const component = <const N extends keyof typeof details>(name: N) =>
    named(
      `${prefix}${name.charAt(0).toUpperCase()}${name.slice(1)}`,
      shape({
        component: Type.Literal(name),
        weight: Score,
        value: Score,
        points: Score,
        couldGain: Type.Integer({
          minimum: 0,
          maximum: 10_000,
          description: 'Points that stating unknown facts could still add.',
        }),
        reasons: Type.Array(shape({ of: nullable(text), points: Score, ...reason, detail: details[name] })),
      }),
    );
  return Type.Array(
    Type.Union([
      component('competence'),
      component('experience'),
      component('reach'),
      component('wish'),
      component('language'),
      component('education'),
    ]),
  );
}

/** One requirement of the target, and whether the person meets it. */
export const condition = <S extends TSchema>(source: S) => ({
  kind: ConditionKind,
  of: nullable(text),
  must: Type.Boolean({ description: 'False: a wish, which gates nothing.' }),
  by: oneOf(...demanders),
  state: ConditionState,
  source: nullable(source),
  closableInDays: nullable(Type.Integer({ minimum: 0 })),
  quote: Type.Optional(Type.String({ description: "The words of the ad's text that ask for it." })),
});

/** An assessment as the engine makes it, and as it is stored with a proposal. */
const Source = named('Source', shape({ record: text, outcome: Backing }));
export const Assessment = named(
  'Assessment',
  shape({
    candidate: Id,
    target: text,
    verdict: Verdict,
    score: Score,
    components: componentsWith('Assessed', { source: Source }),
    conditions: Type.Array(shape(condition(Source))),
    unmet: Type.Integer({ minimum: 0 }),
    closableInDays: Type.Integer({ minimum: 0 }),
  }),
);
export type Assessment = Static<typeof Assessment>;

/** What an answer is computed with: the day, and the versions of the model and the reference data. */
export const frame = { asOf: Day, model: text, reference: text };
