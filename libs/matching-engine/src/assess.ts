import type { PreparedCandidate } from './candidate.js';
import { type Component, componentsOf } from './components.js';
import { type Condition, conditionsOf } from './conditions.js';
import type { Context } from './context.js';
import { reachOf } from './reach.js';
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

export function assess(candidate: PreparedCandidate, target: PreparedTarget, context: Context): Assessment {
  const reach = reachOf(candidate.facts, target.facts, context);
  const components = componentsOf(candidate, target, reach, context);
  const conditions = conditionsOf(candidate, target, reach, context);
  const unmet = conditions.filter((condition) => condition.must && condition.state === 'unmet');
  const unknown = conditions.some((condition) => condition.must && condition.state === 'unknown');
  const closable = unmet.every((condition) => condition.closableInDays !== null);
  return {
    candidate: candidate.facts.id,
    target: target.facts.id,
    verdict: unmet.length > 0 ? (closable ? 'near' : 'out') : unknown ? 'to-clarify' : 'eligible',
    score: components.reduce((sum, component) => sum + component.points, 0),
    components,
    conditions,
    unmet: unmet.length,
    closableInDays: closable ? unmet.reduce((sum, condition) => sum + (condition.closableInDays ?? 0), 0) : 0,
  };
}
