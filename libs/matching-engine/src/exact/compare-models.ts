import type { ConditionKind } from '@lotsen/reference';
import { type Assessment, assess, type Verdict } from '../assess.js';
import { type PreparedCandidate, prepareCandidate } from '../candidate.js';
import type { Context } from '../context.js';
import type { CandidateFacts, TargetFacts } from '../facts.js';
import type { ListChange, ModelComparison } from '../port.js';
import { topCandidates } from '../ranking.js';
import { type PreparedTarget, prepareTarget } from '../target.js';

/** Called between the steps of a long computation, with how many are done, of how many. */
export type Pause = (done?: number, of?: number) => Promise<void>;

/** How many pairs are assessed between two pauses. */
const pairsAtOnce = 500;
/** As first shown, a list has ten entries. */
const shown = 10;
const mostListed = 20;

/**
 * Compares the lists of candidates of some targets under two models, on the same facts and the same day.
 */
export async function compareModels(
  people: readonly CandidateFacts[],
  targets: readonly TargetFacts[],
  from: Context,
  to: Context,
  pause: Pause,
): Promise<ModelComparison> {
  const candidatesFrom = people.map((facts) => prepareCandidate(facts, from));
  const candidatesTo = people.map((facts) => prepareCandidate(facts, to));
  const lists: ListChange[] = [];
  const verdicts = new Map<string, ModelComparison['verdicts'][number]>();
  for (const facts of targets) {
    const [before, after] = [prepareTarget(facts, from), prepareTarget(facts, to)];
    for (const [at, candidate] of candidatesFrom.entries()) {
      if (at % pairsAtOnce === 0) await pause(lists.length, targets.length);
      const other = candidatesTo[at] as PreparedCandidate;
      const change = verdictChange(assess(candidate, before, from), assess(other, after, to));
      if (!change) continue;
      const key = JSON.stringify(change);
      verdicts.set(key, { ...change, pairs: (verdicts.get(key)?.pairs ?? 0) + 1 });
    }
    const [first, second] = [firstOf(before, candidatesFrom, from), firstOf(after, candidatesTo, to)];
    const shared = second.filter((id) => first.includes(id)).length;
    const of = Math.max(first.length, second.length);
    const same = first.length === second.length && first.every((id, place) => id === second[place]);
    lists.push({ kind: facts.kind, id: facts.id, same, shared, of });
  }
  const changed = lists.filter(({ same }) => !same);
  return {
    lists: lists.length,
    changed: changed.length,
    shared: lists.reduce((sum, list) => sum + list.shared, 0),
    of: lists.reduce((sum, list) => sum + list.of, 0),
    // Equal counts in one order, whatever the order of the facts.
    verdicts: [...verdicts]
      .sort(([a, one], [b, other]) => other.pairs - one.pairs || (a < b ? -1 : 1))
      .map(([, change]) => change),
    mostChanged: changed
      .sort((a, b) => a.shared * b.of - b.shared * a.of || b.of - a.of || (a.id < b.id ? -1 : 1))
      .slice(0, mostListed),
  };
}

function firstOf(target: PreparedTarget, candidates: readonly PreparedCandidate[], context: Context): string[] {
  const { listed, near } = topCandidates(target, candidates, context, shown);
  return [...listed, ...near].slice(0, shown).map(({ candidate }) => candidate);
}

/** How the verdict on a pair differs, and the first condition that the models judge otherwise; undefined if it does not. */
function verdictChange(
  before: Assessment,
  after: Assessment,
): { from: Verdict; to: Verdict; because: ConditionKind | null } | undefined {
  if (before.verdict === after.verdict) return undefined;
  const judged = ({ kind, of, must, state, closableInDays }: Assessment['conditions'][number]) =>
    JSON.stringify([kind, of, must, state, closableInDays === null]);
  const known = new Set(before.conditions.map(judged));
  const now = new Set(after.conditions.map(judged));
  const other =
    after.conditions.find((one) => !known.has(judged(one))) ?? before.conditions.find((one) => !now.has(judged(one)));
  return { from: before.verdict, to: after.verdict, because: other?.kind ?? null };
}
