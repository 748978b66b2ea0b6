import type { Assessment, Verdict } from './assess.js';
import type { CandidateFacts, Day, Requirement, TargetFacts } from './facts.js';
import type { KnownMatch } from './known-match.js';
import type { PlaceInList, RankedList } from './ranking.js';
import type { SkillSource } from './target.js';
import type { Change, Standing } from './what-if.js';

/** Which target is asked about. */
export type TargetKey = Pick<TargetFacts, 'kind' | 'id'>;

/** Whom a question is about: everybody, or those of an organisation and those who are shared under one of these ids. */
export type Seen = 'all' | { readonly organisation: string; readonly shares: readonly string[] };

/** A candidate as they are from now on. */
export interface CandidateChange {
  readonly id: string;
  /** Null: not to be matched, or no longer. */
  readonly facts: CandidateFacts | null;
  readonly organisation: string | null;
  /** Organisations, and groups of them. */
  readonly sharedWith: readonly string[];
}

/** A target as it is from now on; null: no longer open. */
export interface TargetChange extends TargetKey {
  readonly facts: TargetFacts | null;
}

export interface FactsChange {
  readonly candidates: readonly CandidateChange[];
  readonly targets: readonly TargetChange[];
}

/** What every answer rests on: two answers with the same frame and facts are the same bytes. */
export interface Frame {
  readonly asOf: Day;
  /** Version of the model, and of the reference data. */
  readonly model: string;
  readonly reference: string;
}

export type Framed<T> = T & { readonly frame: Frame };

/** Which targets a list is made of: all of a kind; those that lie in a county; or these. */
export interface TargetsAsked {
  readonly kind: TargetFacts['kind'];
  readonly county?: string | undefined;
  readonly ids?: readonly string[] | undefined;
}

export interface Explanation {
  readonly assessment: Assessment;
  readonly place: PlaceInList | null;
  /** Why the target asks for its skills. */
  readonly competenceFrom: readonly SkillSource[];
  /** Single changes that would close what is missing or raise the score, with the exact standing after each. */
  readonly wouldHelp: readonly WhatIf[];
}

export interface WhatIf {
  readonly changes: readonly Change[];
  readonly before: Standing;
  readonly after: Standing;
}

/** What lets somebody in: the target's facts, and the licences that are a must. */
export interface Gates {
  readonly facts: TargetFacts;
  readonly licences: readonly string[];
}

export interface CostOfDemands {
  readonly counts: Readonly<Record<Verdict, number>>;
  /** Of each must-have: how many would be eligible or to clarify if it were a wish. */
  readonly demands: readonly { readonly requirement: Requirement; readonly eligibleAsWish: number }[];
}

/** A list that somebody looks at. */
export type FollowedQuestion =
  | { readonly list: 'candidates'; readonly of: TargetKey; readonly seen: Seen }
  | { readonly list: 'targets'; readonly of: string; readonly kind: TargetFacts['kind'] };

export interface Following {
  /** As it is now; undefined where what it is of is gone. @param k how many of each list, at most 500 */
  top(k: number): Promise<Framed<{ list: RankedList }> | undefined>;
  close(): void;
}

/**
 * An engine: plain data in and out, so that it may run on another thread. A question is answered from all that was applied
 * before it was asked; the answer is undefined where the candidate or the target is not there.
 */
export interface MatchingEngine {
  /** Changes the facts first, then all that follows from them, and then notifies whoever follows a list. */
  apply(change: FactsChange): void;
  /** From now on answers hold for that day. */
  atDay(day: Day): void;
  frame(): Promise<Frame>;
  /** Who and what there is to be matched. */
  held(): Promise<Framed<{ readonly candidates: number; readonly targets: readonly TargetKey[] }>>;
  /** The best candidates of a target. @param k how many of each list, at most 500 */
  candidatesOf(target: TargetKey, seen: Seen, k: number): Promise<Framed<{ list: RankedList }> | undefined>;
  /** The best targets of a candidate. @param k how many of each list, at most 500 */
  targetsOf(candidate: string, asked: TargetsAsked, k: number): Promise<Framed<{ list: RankedList }> | undefined>;
  /** @param seen among whom the candidate's place is counted */
  explain(candidate: string, target: TargetKey, seen: Seen): Promise<Framed<Explanation> | undefined>;
  whatIf(
    candidate: string,
    target: TargetKey,
    changes: readonly Change[],
    seen: Seen,
  ): Promise<Framed<WhatIf> | undefined>;
  gatesOf(target: TargetKey): Promise<Framed<Gates> | undefined>;
  costOfDemands(target: TargetKey): Promise<CostOfDemands | undefined>;
  /** How many could take each of these targets on that day, of those who wish for it or have worked in it. */
  countInField(targets: readonly TargetFacts[], day: Day): Promise<readonly number[]>;
  /** The assessment of a pair, with all that it rests on. */
  know(candidate: string, target: TargetKey): Promise<KnownMatch | undefined>;
  /** The assessment from what was known then, and nothing else. */
  assessAgain(known: KnownMatch): Promise<Assessment>;
  /** @param changed called when the list may be another than before */
  follow(question: FollowedQuestion, changed: () => void): Following;
}
