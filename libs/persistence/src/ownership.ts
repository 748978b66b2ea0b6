/** The caller of a command or a query, and how far the caller reaches. */
export interface Caller {
  readonly organisation: string | null;
  readonly scope: 'own' | 'shared' | 'any';
  /**
   * How far the caller may see such an aggregate; left out: not at all. A caller who may not see one does not learn
   * whether it exists.
   */
  readonly reads?: Caller['scope'] | undefined;
  /** Ids under which things are shared with the caller: the organisation's own, and those of its groups. */
  readonly shares: readonly string[];
  /** The organisations of those groups. */
  readonly peers: readonly string[];
  /** Whether the caller stands on the side of that name; left out: the caller stands on every side. */
  standsOn?(side: string): boolean;
}

/** One side of an aggregate: who answers for it there, and with whom that side shares it. */
export interface Side {
  readonly organisation: string | null;
  /** Ids of organisations and groups. */
  readonly sharedWith?: readonly string[];
  /** Also shared with every organisation in a group of the side's organisation. */
  readonly amongPeers?: boolean;
}

/** Whether the caller reaches one of the sides. Without an organisation, only a caller with the scope 'any' does. */
export function covers(caller: Caller, sides: readonly Side[]): boolean {
  if (caller.scope === 'any') return true;
  if (caller.organisation === null) return false;
  return sides.some(
    ({ organisation, sharedWith = [], amongPeers = false }) =>
      organisation === caller.organisation ||
      (caller.scope === 'shared' &&
        (sharedWith.some((id) => caller.shares.includes(id)) ||
          (amongPeers && organisation !== null && caller.peers.includes(organisation)))),
  );
}
