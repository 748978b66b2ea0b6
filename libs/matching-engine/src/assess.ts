import type { PreparedCandidate } from './candidate.js';
import { type Component, componentsOf } from './components.js';
import { type Condition, conditionsOf } from './conditions.js';
import type { Context } from './context.js';
import { type Reach, reachOf } from './reach.js';
import type { PreparedTarget } from './target.js';

export type Verdict = 'eligible' | 'to-clarify' | 'near' | 'out';

/** The result for one candidate and one target. The points of the components add up to the score. */
export interface Assessment {
  readonly candidate: string;
  readonly target: string;
  readonly verdict: Verdict;
  /** 0 to 10,000. */
  readonly score: number;
  readonly components: readonly Component[];
  readonly conditions: readonly Condition[];
  /**
   * How many must-have conditions are unmet, and the sum of the days in which they can be closed; 0 days if none is
   * unmet, or if one of them cannot be closed.
   */
  readonly unmet: number;
  readonly closableInDays: number;
}

/** The verdict of a pair, and what it is based on. */
export interface Judgement extends Pick<Assessment, 'verdict' | 'conditions' | 'unmet' | 'closableInDays'> {
  readonly reach: Reach;
}

export function assess(candidate: PreparedCandidate, target: PreparedTarget, context: Context): Assessment {
  return withComponents(judge(candidate, target, context), candidate, target, context);
}

/** Adds the points to a verdict. */
export function withComponents(
  { reach, ...judged }: Judgement,
  candidate: PreparedCandidate,
  target: PreparedTarget,
  context: Context,
): Assessment {
  const components = componentsOf(candidate, target, reach, context);
  return {
    candidate: candidate.facts.id,
    target: target.facts.id,
    verdict: judged.verdict,
    score: components.reduce((sum, component) => sum + component.points, 0),
    components,
    conditions: judged.conditions,
    unmet: judged.unmet,
    closableInDays: judged.closableInDays,
  };
}

/** The verdict alone costs less than half of an assessment. @param reach where it is known already */
export function judge(
  candidate: PreparedCandidate,
  target: PreparedTarget,
  context: Context,
  reach = reachOf(candidate.facts, target.facts, context),
): Judgement {
  const conditions = conditionsOf(candidate, target, reach, context);
  let [unmet, days, unknown, closable] = [0, 0, false, true];
  for (const { must, state, closableInDays } of conditions) {
    if (!must) continue;
    if (state === 'unknown') unknown = true;
    if (state !== 'unmet') continue;
    unmet += 1;
    if (closableInDays === null) closable = false;
    else days += closableInDays;
  }
  const verdict = unmet > 0 ? (closable ? 'near' : 'out') : unknown ? 'to-clarify' : 'eligible';
  return { reach, conditions, verdict, unmet, closableInDays: closable ? days : 0 };
}

/** Whether a way to the target is missing, which nothing can close: then the verdict is out, whatever else there is. */
export const isOutOfReach = (reach: Reach, { model }: Context) =>
  reach.state === 'unmet' && model.closable.reach === null;
