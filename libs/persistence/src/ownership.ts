/** On whose behalf a command or a question comes, and how far that reaches. */
export interface Caller {
  readonly organisation: string | null;
  readonly scope: 'own' | 'shared' | 'any';
  /** How far the caller reaches where such a thing is shown; left out: not at all. Whoever may not see it does not learn whether there is one. */
  readonly reads?: Caller['scope'] | undefined;
  /** Ids under which things are shared with the caller: the organisation's own, and those of its groups. */
  readonly shares: readonly string[];
  /** The organisations of those groups. */
  readonly peers: readonly string[];
  /** Whether the caller stands on a side of that name; left out: on any. */
  standsOn?(side: string): boolean;
}

/** One side of an aggregate: who answers for it there, and with whom that side shares it. */
export interface Side {
  readonly organisation: string | null;
  /** Organisations, and groups of them. */
  readonly sharedWith?: readonly string[];
  /** Shared with all organisations of its groups, unasked. */
  readonly amongPeers?: boolean;
}

/** Whoever acts for no organisation owns nothing, unless all is theirs to see. */
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
