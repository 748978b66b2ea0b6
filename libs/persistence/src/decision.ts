import type { EntityManager } from 'typeorm';
import type { Idempotency } from './idempotency.js';
import type { Moment } from './moment.js';
import type { Caller } from './ownership.js';
import type { Refusal } from './refusal.js';

/** The result of a decision: the next state, that nothing changes, or a refusal. */
export type Decision<State> =
  | { readonly kind: 'next'; readonly state: State }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

export const next = <State>(state: State): Decision<State> => ({ kind: 'next', state });
export const unchanged: Decision<never> = { kind: 'unchanged' };
export const refuse = (refusal: Refusal): Decision<never> => ({ kind: 'refused', refusal });

/** A pure function of the present state and the moment. Without a state, it creates the aggregate. */
export type Decide<State> = (state: State | undefined, now: Moment) => Decision<State>;

export interface Command<State> {
  readonly id: string;
  readonly decide: Decide<State>;
  /** The version that the caller saw (If-Match). */
  readonly ifMatch?: number | undefined;
  /** The caller; left out for commands of the system itself. */
  readonly by?: Caller | undefined;
  /** The caller has to reach the aggregate from one of these sides; left out: from any side. */
  readonly sides?: readonly string[] | undefined;
}

/** The caller of a create, and its idempotency key. */
export interface Origin<Actor extends Caller = Caller> {
  readonly actor: Actor;
  readonly idempotency?: Idempotency | undefined;
}

/** The aggregate to change, the version that the caller saw (If-Match), and the caller. */
export interface Target<Actor extends Caller = Caller> {
  readonly id: string;
  readonly ifMatch: number;
  readonly actor: Actor;
}

export interface Done<State> {
  readonly kind: 'created' | 'changed' | 'unchanged';
  readonly id: string;
  readonly version: number;
  readonly state: State;
}

export type CommandResult<State> =
  | Done<State>
  | { readonly kind: 'refused'; readonly id: string; readonly refusal: Refusal };

export interface RunOptions<State> {
  readonly idempotency?: Idempotency | undefined;
  /** What has to become durable together with the change, in the same transaction. */
  readonly also?: (manager: EntityManager, done: Done<State>) => Promise<void>;
}
