/** A holder, and how many slots it may hold at once. */
export interface Holder {
  readonly name: string;
  readonly most: number;
}

/** Slots, each held for as long as a request lasts. Their number is limited in all, and for each holder. */
export class Slots {
  private held = 0;
  private readonly heldBy = new Map<string, number>();

  constructor(private readonly most: number) {}

  /**
   * Takes one slot in the name of all these holders.
   * @returns a function that gives it back (calling it again does nothing), or which limit is reached
   */
  take(holders: readonly Holder[]): (() => void) | 'all-held' | 'own-held' {
    if (holders.some(({ name, most }) => (this.heldBy.get(name) ?? 0) >= most)) return 'own-held';
    if (this.held >= this.most) return 'all-held';
    this.add(holders, 1);
    let isHeld = true;
    return () => {
      if (isHeld) this.add(holders, -1);
      isHeld = false;
    };
  }

  private add(holders: readonly Holder[], count: 1 | -1): void {
    this.held += count;
    for (const { name } of holders) {
      const now = (this.heldBy.get(name) ?? 0) + count;
      // A holder without slots is forgotten, so that the map does not grow.
      if (now === 0) this.heldBy.delete(name);
      else this.heldBy.set(name, now);
    }
  }
}
