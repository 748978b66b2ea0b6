import { ProposalState } from '@lotsen/contracts/states';
import { type Static, Type } from '@sinclair/typebox';
import { Assessment, ComponentName, ConditionKind, ConditionState, frame, Score, Verdict } from './assessment.js';
import { Day, named, nullable, oneOf, pageOf, shape, stateAnswer, text } from './schema.js';
import { consentWays } from './words.js';

export const Proposal = stateAnswer('Proposal', ProposalState, {});
export type Proposal = Static<typeof Proposal>;
export const ProposalPage = pageOf(Proposal);

/** The person's yes to a proposal. An employer is not shown who noted it. */
export const PersonsYes = named('PersonsYes', shape({ how: oneOf(...consentWays), day: Day, notedBy: text }));

/** What was known when a proposal was made, as its two sides are shown it. */
const Reasons = named(
  'ProposalReasons',
  shape({
    ...frame,
    verdict: Verdict,
    score: Score,
    conditions: Type.Array(
      shape({ kind: ConditionKind, label: nullable(text), state: ConditionState, must: Type.Boolean() }),
    ),
    components: Type.Array(shape({ component: ComponentName, weight: Score, points: Score })),
  }),
);

export const ProposalDetails = stateAnswer('ProposalDetails', ProposalState, {
  yes: nullable(PersonsYes),
  why: nullable(Reasons),
});
export type ProposalDetails = Static<typeof ProposalDetails>;

/** The assessment that was stored with a proposal, and the one that the same facts give now. */
export const Recomputed = named('Recomputed', shape({ same: Type.Boolean(), kept: Assessment, again: Assessment }));
export type Recomputed = Static<typeof Recomputed>;
