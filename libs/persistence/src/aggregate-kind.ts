import type { Topic } from '@lotsen/contracts';
import type { AggregateState, EventSigner } from '@lotsen/messaging';
import type { EntitySchema } from 'typeorm';
import type { AggregateRow } from './aggregate.entity.js';
import type { Side } from './ownership.js';
import type { Text } from './refusal.js';

/** Describes one kind of aggregate to the store. */
export interface AggregateKind<State, Lookup extends object> {
  /** Shown to users: "Platsannonsen", "vacancy". */
  readonly name: Text;
  readonly entity: EntitySchema<AggregateRow<State> & Lookup>;
  /** The topic of its events; null if no other service needs them: then none are published. */
  readonly topic: Topic | null;
  lookup(state: State): Lookup;
  /** Who answers for the aggregate, by side ("officer", "employer"). Without any side, every caller reaches it. */
  sides(state: State): Readonly<Record<string, Side>>;
  /** The lookup's columns with the same data: by side, its organisation; and the ids with which the sides share it. */
  readonly owned: {
    readonly by: Readonly<Record<string, keyof Lookup & string>>;
    readonly sharedWith?: keyof Lookup & string;
    readonly amongPeers?: boolean;
  };
  /** The public state, as the contract defines it; null: nothing leaves the service (a protected identity). */
  event(state: State, head: AggregateState): object | null;
  /** Whether only the organisations of its sides may see the state, however far a role reaches (a draft). */
  isPrivate?(state: State): boolean;
  /** Whether the aggregate is erased for good. Then a tombstone follows the event of this state. */
  isGone?(state: State): boolean;
  /** Signs the events, if consumers have to know that this service wrote them. A tombstone is never signed. */
  readonly signer?: EventSigner;
}

/** A state with its id and version, for events and answers that show the whole state. */
export const headed = <State extends object>(state: State, { id, version }: AggregateState) => ({
  id,
  version,
  ...state,
});
