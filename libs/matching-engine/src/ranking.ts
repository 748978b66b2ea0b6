import { type Assessment, assess, type Verdict } from './assess.js';
import type { PreparedCandidate } from './candidate.js';
import type { Context } from './context.js';
import { isLinked } from './links.js';
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
  readonly unmet: number;
  /** What closing the unmet conditions is worth: more is better. */
  readonly worth: number;
  /** How many of the conditions and wishes are met. */
  readonly met: number;
}

interface Ranked extends Rank {
  readonly assessment: Assessment;
}

const most = 500;

/** @param k how many of each list, at most 500. */
export function topCandidates(
  target: PreparedTarget,
  candidates: Iterable<PreparedCandidate>,
  context: Context,
  k: number,
): RankedList {
  const ranked: Ranked[] = [];
  for (const candidate of candidates) {
    ranked.push(rankedOf(candidate.facts.id, candidate, target, context));
  }
  return rank(ranked, k);
}

export function topTargets(
  candidate: PreparedCandidate,
  targets: Iterable<PreparedTarget>,
  context: Context,
  k: number,
): RankedList {
  const ranked: Ranked[] = [];
  for (const target of targets) {
    ranked.push(rankedOf(target.facts.id, candidate, target, context));
  }
  return rank(ranked, k);
}

/** A place in one of the two lists; 1 is best. */
export interface PlaceInList {
  readonly list: ListName;
  readonly place: number;
}

/** The place of one candidate for a target, among the listed or among the near; null if the verdict is out. */
export function placeOf(
  candidate: PreparedCandidate,
  target: PreparedTarget,
  candidates: Iterable<PreparedCandidate>,
  context: Context,
): PlaceInList | null {
  const self = rankedOf(candidate.facts.id, candidate, target, context);
  const list = listOf(self.verdict);
  if (!list) return null;
  let place = 1;
  for (const other of candidates) {
    if (other.facts.id === candidate.facts.id) continue;
    const ranked = rankedOf(other.facts.id, other, target, context);
    if (listOf(ranked.verdict) === list && orders[list](ranked, self) < 0) place += 1;
  }
  return { list, place };
}

function rankedOf(id: string, candidate: PreparedCandidate, target: PreparedTarget, context: Context): Ranked {
  const assessment = assess(candidate, target, context);
  return {
    id,
    tie: tieOf(candidate.tie, target.tie),
    ...standingOf(assessment, candidate, target, context),
    assessment,
  };
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

function rank(ranked: readonly Ranked[], k: number): RankedList {
  assertLength(k);
  const counts = { eligible: 0, 'to-clarify': 0, near: 0, out: 0 };
  for (const { verdict } of ranked) counts[verdict] += 1;
  const unlinked = { listed: 0, near: 0 };
  for (const { verdict, linked } of ranked) {
    const name = listOf(verdict);
    if (name && !linked) unlinked[name] += 1;
  }
  const list = (name: ListName) =>
    ranked
      .filter(({ verdict }) => listOf(verdict) === name)
      .sort(orders[name])
      .slice(0, k)
      .map(({ assessment, linked }) => entryOf(assessment, linked));
  return { listed: list('listed'), near: list('near'), counts, unlinked };
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
