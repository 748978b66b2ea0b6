import { type Assessment, assess, isOutOfReach, judge, type Verdict, withComponents } from './assess.js';
import type { PreparedCandidate } from './candidate.js';
import type { Context } from './context.js';
import { isLinked } from './links.js';
import { reachOf } from './reach.js';
import type { PreparedTarget } from './target.js';
import { compareTies, type Hash64, tieOf } from './tie.js';

/** One line of a list. */
export interface Entry {
  readonly candidate: string;
  readonly target: string;
  readonly verdict: Verdict;
  readonly score: number;
  /** The must-have conditions that are unmet (missing), and those that are unknown (toClarify). */
  readonly missing: readonly { readonly kind: string; readonly of: string | null }[];
  readonly toClarify: readonly { readonly kind: string; readonly of: string | null }[];
  readonly closableInDays: number;
  /** Whether something links the two: a skill, an experience, a wish. If not, the target is only within reach. */
  readonly linked: boolean;
  /** Whether the employer or the law asks for something to be met, hours and shifts aside. */
  readonly asksForSomething: boolean;
  /**
   * Ids of licences that the person lacks, and that rule nobody out: of a temporary job those of a permanent one, of a
   * shortage occupation those that some of its names need.
   */
  readonly told: readonly string[];
}

export interface RankedList {
  /** Eligible and to clarify: the linked first, the best first. */
  readonly listed: readonly Entry[];
  /** The linked first, then the fewest unmet, then the step that is worth most, then the score. */
  readonly near: readonly Entry[];
  readonly counts: Readonly<Record<Verdict, number>>;
  /** How many of each list nothing links. */
  readonly unlinked: Readonly<Record<ListName, number>>;
}

/** What the place of one pair in a list depends on. */
export interface Rank {
  /** Id of what is listed: the candidate or the target. */
  readonly id: string;
  readonly tie: Hash64;
  readonly verdict: Verdict;
  readonly linked: boolean;
  readonly score: number;
  /** How many must-haves are unmet; not counted where the target is out of reach. */
  readonly unmet: number;
  /** What closing the unmet conditions is worth: more is better. */
  readonly worth: number;
  /** How many of the conditions and wishes are met. */
  readonly met: number;
}

/** A list has one fixed side, a target or a candidate; it lists the other. */
export interface Side<Other extends PreparedCandidate | PreparedTarget> {
  rank(other: Other): Rank;
  assess(other: Other): Assessment;
}

export const ofTarget = (target: PreparedTarget, context: Context): Side<PreparedCandidate> => ({
  rank: (candidate) => rankOfPair(candidate.facts.id, candidate, target, context),
  assess: (candidate) => assess(candidate, target, context),
});

export const ofCandidate = (candidate: PreparedCandidate, context: Context): Side<PreparedTarget> => ({
  rank: (target) => rankOfPair(target.facts.id, candidate, target, context),
  assess: (target) => assess(candidate, target, context),
});

const most = 500;

/** @param k how many of each list, at most 500. */
export function topCandidates(
  target: PreparedTarget,
  candidates: Iterable<PreparedCandidate>,
  context: Context,
  k: number,
): RankedList {
  return top(ofTarget(target, context), candidates, k);
}

export function topTargets(
  candidate: PreparedCandidate,
  targets: Iterable<PreparedTarget>,
  context: Context,
  k: number,
): RankedList {
  return top(ofCandidate(candidate, context), targets, k);
}

function top<Other extends PreparedCandidate | PreparedTarget>(
  side: Side<Other>,
  others: Iterable<Other>,
  k: number,
): RankedList {
  assertLength(k);
  const counts = { eligible: 0, 'to-clarify': 0, near: 0, out: 0 };
  const unlinked = { listed: 0, near: 0 };
  const ranked: Record<ListName, (Rank & { other: Other })[]> = { listed: [], near: [] };
  for (const other of others) {
    const rank = side.rank(other);
    counts[rank.verdict] += 1;
    const name = listOf(rank.verdict);
    if (!name) continue;
    ranked[name].push({ ...rank, other });
    if (!rank.linked) unlinked[name] += 1;
  }
  const entries = (name: ListName) =>
    ranked[name]
      .sort(orders[name])
      .slice(0, k)
      .map(({ other, linked }) => entryOf(side.assess(other), linked));
  return { listed: entries('listed'), near: entries('near'), counts, unlinked };
}

/** A place in one of the two lists; 1 is best. */
export interface PlaceInList {
  readonly list: ListName;
  readonly place: number;
}

/** Most pairs are out and are not listed: no points are computed for them, nor conditions where they are out of reach. */
function rankOfPair(id: string, candidate: PreparedCandidate, target: PreparedTarget, context: Context): Rank {
  const reach = reachOf(candidate.facts, target.facts, context);
  if (isOutOfReach(reach, context)) return out(id, 0);
  const judged = judge(candidate, target, context, reach);
  if (judged.verdict === 'out') return out(id, judged.unmet);
  const assessment = withComponents(judged, candidate, target, context);
  return {
    id,
    tie: tieOf(candidate.tie, target.tie),
    ...standingOf(assessment, candidate, target, context),
  };
}

const noTie = { high: 0, low: 0 };
const out = (id: string, unmet: number): Rank => {
  return { id, tie: noTie, verdict: 'out', linked: false, score: 0, unmet, worth: 0, met: 0 };
};

/** The rank of a candidate with this assessment in the list of a target. */
export function rankOf(
  assessment: Assessment,
  candidate: PreparedCandidate,
  target: PreparedTarget,
  context: Context,
): Rank {
  const tie = tieOf(candidate.tie, target.tie);
  return { id: candidate.facts.id, tie, ...standingOf(assessment, candidate, target, context) };
}

/** What an assessment contributes to the place of its pair. */
export function standingOf(
  assessment: Assessment,
  candidate: PreparedCandidate,
  target: PreparedTarget,
  context: Context,
): Omit<Rank, 'id' | 'tie'> {
  const { model } = context;
  const { verdict, score, unmet, closableInDays } = assessment;
  const half = model.worthHalvesInDays;
  const worth = half === undefined ? -closableInDays : Math.floor((score * half) / (half + closableInDays));
  const met = model.tiesByMet ? assessment.conditions.filter(({ state }) => state === 'met').length : 0;
  return { verdict, linked: isLinked(assessment, candidate, target, context), score, unmet, worth, met };
}

export type ListName = 'listed' | 'near';

export function listOf(verdict: Verdict): ListName | null {
  if (verdict === 'out') return null;
  return verdict === 'near' ? 'near' : 'listed';
}

const byTie = (a: Rank, b: Rank) => compareTies(a.tie, b.tie) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

const byScore = (a: Rank, b: Rank) => b.score - a.score || b.met - a.met || byTie(a, b);
const bySection = (a: Rank, b: Rank) => Number(b.linked) - Number(a.linked);

/** Total orders: no two ranks of one list are equal in them. */
export const orders: Readonly<Record<ListName, (a: Rank, b: Rank) => number>> = {
  listed: (a, b) => bySection(a, b) || byScore(a, b),
  near: (a, b) => bySection(a, b) || a.unmet - b.unmet || b.worth - a.worth || byScore(a, b),
};

export function assertLength(k: number): void {
  if (!Number.isInteger(k) || k < 1 || k > most) throw new RangeError(`k must be a whole number from 1 to ${most}.`);
}

export function entryOf(assessment: Assessment, linked: boolean): Entry {
  const hard = (state: string) =>
    assessment.conditions.filter((c) => c.must && c.state === state).map(({ kind, of }) => ({ kind, of }));
  return {
    candidate: assessment.candidate,
    target: assessment.target,
    verdict: assessment.verdict,
    score: assessment.score,
    missing: hard('unmet'),
    toClarify: hard('unknown'),
    closableInDays: assessment.closableInDays,
    linked,
    told: assessment.conditions.flatMap(({ kind, of, by, must, state }) =>
      kind === 'licence' && by === 'law' && !must && state === 'unmet' && of ? [of] : [],
    ),
    asksForSomething: assessment.conditions.some(
      ({ must, by, kind }) =>
        must && (by === 'law' || by === 'text' || (by === 'employer' && kind !== 'hours' && kind !== 'shifts')),
    ),
  };
}
