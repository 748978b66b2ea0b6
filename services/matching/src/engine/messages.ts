import type { Day, FactsChange, FollowedQuestion, MatchingEngine } from '@lotsen/matching-engine';
import type { ModelVersion } from '@lotsen/reference/words';

/** The questions of the port. */
export const methods = [
  'frame',
  'held',
  'hashOfFacts',
  'candidatesOf',
  'targetsOf',
  'explain',
  'whatIf',
  'outlooks',
  'gatesOf',
  'costOfDemands',
  'countInField',
  'compareModels',
  'know',
  'assessAgain',
] as const satisfies readonly (keyof MatchingEngine)[];
export type Method = (typeof methods)[number];

/** A question: one of the port, or `top` of a followed list, by its id. */
export interface Asked {
  readonly method: Method | 'top';
  readonly args: readonly unknown[];
}

/** What a thread needs to start. */
export interface StartOfThread {
  readonly referenceFolder: string | undefined;
  readonly model: ModelVersion;
  readonly day: Day;
}

export type ToThread =
  | { readonly do: 'apply'; readonly change: FactsChange }
  | { readonly do: 'day'; readonly day: Day }
  | ({ readonly do: 'answer'; readonly id: number } & Asked)
  | { readonly do: 'ping' }
  | { readonly do: 'cancel'; readonly id: number }
  | { readonly do: 'follow'; readonly id: number; readonly question: FollowedQuestion }
  | { readonly do: 'unfollow'; readonly id: number };

export type FromThread =
  | { readonly told: 'pong' }
  | { readonly told: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly told: 'failure'; readonly id: number; readonly error: Error }
  | { readonly told: 'progress'; readonly id: number; readonly done: number; readonly of: number }
  | { readonly told: 'changed'; readonly id: number };
