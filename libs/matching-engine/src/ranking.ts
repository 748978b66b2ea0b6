import { type Assessment, assess, type Verdict } from './assess.js';
import type { PreparedCandidate } from './candidate.js';
import type { Context } from './context.js';
import type { PreparedTarget } from './target.js';
import { compareTies, type Hash64, tieOf } from './tie.js';

/** One line of a list. */
export interface Entry {
  readonly candidate: string;
  readonly target: string;
  readonly verdict: Verdict;
  readonly score: number;
  /** What is missing or has to be asked about, hard conditions only. */
  readonly missing: readonly { readonly kind: string; readonly of: string | null }[];
  readonly toClarify: readonly { readonly kind: string; readonly of: string | null }[];
  readonly closableInDays: number;
}

export interface RankedList {
  /** Eligible and to clarify, best first. */
  readonly listed: readonly Entry[];
  /** Fewest unmet first, then the shortest time to close them, then the score. */
  readonly near: readonly Entry[];
  readonly counts: Readonly<Record<Verdict, number>>;
}

interface Ranked {
  readonly assessment: Assessment;
  readonly tie: Hash64;
  readonly id: string;
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
    const assessment = assess(candidate, target, context);
    ranked.push({ assessment, tie: tieOf(candidate.tie, target.tie), id: candidate.facts.id });
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
    const assessment = assess(candidate, target, context);
    ranked.push({ assessment, tie: tieOf(candidate.tie, target.tie), id: target.facts.id });
  }
  return rank(ranked, k);
}

/** The place (1 is best) of one candidate for a target, among the listed or among the near; null where out. */
export function placeOf(
  candidate: PreparedCandidate,
  target: PreparedTarget,
  candidates: Iterable<PreparedCandidate>,
  context: Context,
): { readonly list: 'listed' | 'near'; readonly place: number } | null {
  const self = rankedOf(candidate, target, context);
  const list = listOf(self.assessment.verdict);
  if (!list) return null;
  let place = 1;
  for (const other of candidates) {
    if (other.facts.id === candidate.facts.id) continue;
    const ranked = rankedOf(other, target, context);
    if (listOf(ranked.assessment.verdict) === list && orders[list](ranked, self) < 0) place += 1;
  }
  return { list, place };
}

function rankedOf(candidate: PreparedCandidate, target: PreparedTarget, context: Context): Ranked {
  const assessment = assess(candidate, target, context);
  return { assessment, tie: tieOf(candidate.tie, target.tie), id: candidate.facts.id };
}

function listOf(verdict: Verdict): 'listed' | 'near' | null {
  if (verdict === 'out') return null;
  return verdict === 'near' ? 'near' : 'listed';
}

const byTie = (a: Ranked, b: Ranked) => compareTies(a.tie, b.tie) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
const orders = {
  listed: (a: Ranked, b: Ranked) => b.assessment.score - a.assessment.score || byTie(a, b),
  near: (a: Ranked, b: Ranked) =>
    a.assessment.unmet - b.assessment.unmet ||
    a.assessment.closableInDays - b.assessment.closableInDays ||
    b.assessment.score - a.assessment.score ||
    byTie(a, b),
};

function rank(ranked: readonly Ranked[], k: number): RankedList {
  if (!Number.isInteger(k) || k < 1 || k > most) throw new RangeError(`k must be a whole number from 1 to ${most}.`);
  const counts = { eligible: 0, 'to-clarify': 0, near: 0, out: 0 };
  for (const { assessment } of ranked) counts[assessment.verdict] += 1;
  const list = (name: 'listed' | 'near') =>
    ranked
      .filter(({ assessment }) => listOf(assessment.verdict) === name)
      .sort(orders[name])
      .slice(0, k)
      .map(({ assessment }) => entryOf(assessment));
  return { listed: list('listed'), near: list('near'), counts };
}

function entryOf(assessment: Assessment): Entry {
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
  };
}
