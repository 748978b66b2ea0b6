import type { ConditionKind, Model } from '@lotsen/reference';
import type { Assessment, Verdict } from './assess.js';
import type { SkillSource } from './derived-terms.js';
import type { CandidateFacts, Day, Requirement, TargetFacts } from './facts.js';
import type { KnownMatch } from './known-match.js';
import type { Outlook } from './outlook.js';
import type { PlaceInList, RankedList } from './ranking.js';
import type { Change, Standing } from './what-if.js';

/** Identifies a target. */
export type TargetKey = Pick<TargetFacts, 'kind' | 'id'>;

/** Which candidates a question covers: all, or an organisation's own and those shared with an id in `shares`. */
export type Seen = 'all' | { readonly organisation: string; readonly shares: readonly string[] };

/** The new state of a candidate. */
export interface CandidateChange {
  readonly id: string;
  /** Null if the candidate is not to be matched, or no longer. */
  readonly facts: CandidateFacts | null;
  readonly organisation: string | null;
  /** Ids of organisations, and of groups of organisations. */
  readonly sharedWith: readonly string[];
}

/** The new state of a target; null facts mean that it is no longer open. */
export interface TargetChange extends TargetKey {
  readonly facts: TargetFacts | null;
}

export interface FactsChange {
  readonly candidates: readonly CandidateChange[];
  readonly targets: readonly TargetChange[];
}

/** What an answer depends on besides the facts: with the same frame and the same facts, it has the same bytes. */
export interface Frame {
  readonly asOf: Day;
  /** Version of the model, and of the reference data. */
  readonly model: string;
  readonly reference: string;
}

export type Framed<T> = T & { readonly frame: Frame };

/** Which targets a list contains: all of a kind, or only those in a county, or only those with these ids. */
export interface TargetsAsked {
  readonly kind: TargetFacts['kind'];
  readonly county?: string | undefined;
  readonly ids?: readonly string[] | undefined;
}

export interface Explanation {
  readonly assessment: Assessment;
  readonly place: PlaceInList | null;
  /** Where the skills that the target asks for come from. */
  readonly competenceFrom: readonly SkillSource[];
  /** Single changes that can be had and would improve the standing, each with the exact one after it; the best first. */
  readonly wouldHelp: readonly WhatIf[];
}

export interface WhatIf {
  readonly changes: readonly Change[];
  readonly before: Standing;
  readonly after: Standing;
}

/** What decides who meets a target: its facts, and the ids of the licences that are a must. */
export interface Gates {
  readonly facts: TargetFacts;
  readonly licences: readonly string[];
}

export interface CostOfDemands {
  readonly counts: Readonly<Record<Verdict, number>>;
  /** For each must-have: how many candidates would be eligible or to clarify if it were a wish. */
  readonly demands: readonly { readonly requirement: Requirement; readonly eligibleAsWish: number }[];
}

/** How the list of one target differs between two models. */
export interface ListChange extends TargetKey {
  readonly same: boolean;
  /** How many of the first ten are in both, of how many. */
  readonly shared: number;
  readonly of: number;
}

/** What another model changes, on the same facts. */
export interface ModelComparison {
  readonly lists: number;
  readonly changed: number;
  /** How many of the first ten of all lists are in both, of how many. */
  readonly shared: number;
  readonly of: number;
  /** On how many pairs the verdict differs, by the first condition that the models judge otherwise. */
  readonly verdicts: readonly {
    readonly from: Verdict;
    readonly to: Verdict;
    readonly because: ConditionKind | null;
    readonly pairs: number;
  }[];
  readonly mostChanged: readonly ListChange[];
}

/** Which list to follow: the candidates of a target, or the targets of a candidate. */
export type FollowedQuestion =
  | { readonly list: 'candidates'; readonly of: TargetKey; readonly seen: Seen }
  | { readonly list: 'targets'; readonly of: string; readonly kind: TargetFacts['kind'] };

export interface Following {
  /**
   * The list as it is now; undefined if its target or candidate is gone.
   * @param k how many of each list, at most 500
   */
  top(k: number): Promise<Framed<{ list: RankedList }> | undefined>;
  close(): void;
}

/**
 * The engine's interface. It takes and returns plain data, so that an engine may run on another thread. An answer
 * reflects every change that was applied before the question. It is undefined if the engine does not have the candidate
 * or the target.
 */
export interface MatchingEngine {
  /** Changes the facts, then updates the followed lists and calls `changed` of those that may have changed. */
  apply(change: FactsChange): void;
  /** Sets the day for which answers hold from now on. */
  atDay(day: Day): void;
  /** @param applyAgain called when the engine has lost all facts, and needs them again; the day it still has */
  onLost(applyAgain: () => void): void;
  frame(): Promise<Frame>;
  /** How many candidates the engine has, and which targets. */
  held(): Promise<Framed<{ readonly candidates: number; readonly targets: readonly TargetKey[] }>>;
  /** A hash over all facts, in whatever order they came. Only of facts that are new since the last question is it computed. */
  hashOfFacts(): Promise<string>;
  /** The best candidates of a target. @param k how many of each list, at most 500 */
  candidatesOf(target: TargetKey, seen: Seen, k: number): Promise<Framed<{ list: RankedList }> | undefined>;
  /** The best targets of a candidate. @param k how many of each list, at most 500 */
  targetsOf(candidate: string, asked: TargetsAsked, k: number): Promise<Framed<{ list: RankedList }> | undefined>;
  /**
   * @param seen the candidates among whom the candidate's place is counted
   * @param obtainable the skills that a validation assesses, or a placement trains: others cannot be had here
   */
  explain(
    candidate: string,
    target: TargetKey,
    seen: Seen,
    obtainable: readonly string[],
  ): Promise<Framed<Explanation> | undefined>;
  whatIf(
    candidate: string,
    target: TargetKey,
    changes: readonly Change[],
    seen: Seen,
  ): Promise<Framed<WhatIf> | undefined>;
  /** What stands beside occupations in a candidate's list, in the order of `occupations`, which are ids of targets. */
  outlooks(candidate: string, occupations: readonly string[]): Promise<readonly Outlook[]>;
  gatesOf(target: TargetKey): Promise<Framed<Gates> | undefined>;
  costOfDemands(target: TargetKey): Promise<CostOfDemands | undefined>;
  /** How many of those who wish for a target or have worked in it could take it on that day; for each target. */
  countInField(targets: readonly TargetFacts[], day: Day): Promise<readonly number[]>;
  /**
   * Compares the lists of candidates that another model gives with those of this one.
   * @param from the other model
   * @param most of how many vacancies at most: those with the lowest ids
   */
  compareModels(from: Model, most: number): Promise<Framed<ModelComparison>>;
  /** The assessment of a pair, with all that it depends on. */
  know(candidate: string, target: TargetKey): Promise<KnownMatch | undefined>;
  /** Assesses again from what was known then, and nothing else. */
  assessAgain(known: KnownMatch): Promise<Assessment>;
  /** @param changed called when the list may have changed */
  follow(question: FollowedQuestion, changed: () => void): Following;
}
