import type { Topic } from '@lotsen/contracts';
import type { AggregateState, EventSigner } from '@lotsen/messaging';
import type { EntitySchema } from 'typeorm';
import type { AggregateRow } from './aggregate.entity.js';
import type { Side } from './ownership.js';
import type { Text } from './refusal.js';

/** One kind of aggregate, as the store needs to know it. */
export interface AggregateKind<State, Lookup extends object> {
  /** Said to users: "Platsannonsen", "vacancy". */
  readonly name: Text;
  readonly entity: EntitySchema<AggregateRow<State> & Lookup>;
  /** Null: it is nobody else's matter, and never announced. */
  readonly topic: Topic | null;
  lookup(state: State): Lookup;
  /** Who answers for it, by side ("officer", "employer"); none: it is everybody's. */
  sides(state: State): Readonly<Record<string, Side>>;
  /** By side, the column of the lookup that holds its organisation; and the one with whom they share. */
  readonly owned: {
    readonly by: Readonly<Record<string, keyof Lookup & string>>;
    readonly sharedWith?: keyof Lookup & string;
    readonly amongPeers?: boolean;
  };
  /** The public state as the contract says it; null: nothing leaves the service (a protected identity). */
  event(state: State, head: AggregateState): object | null;
  /** In such a state only its own side sees it, however far a role reaches (a draft). */
  isPrivate?(state: State): boolean;
  /** Erased for good: after its last state a tombstone follows. */
  isGone?(state: State): boolean;
  /** Signs each event of a state, where others have to know that this service wrote it; a tombstone is never signed. */
  readonly signer?: EventSigner;
}

/** A state with its id and version, as events and answers have it where nothing of it is left out. */
export const headed = <State extends object>(state: State, { id, version }: AggregateState) => ({
  id,
  version,
  ...state,
});
