/** Somebody who may hold so many slots at once. */
export interface Holder {
  readonly name: string;
  readonly most: number;
}

/** Places that are held for as long as something lasts: so many in all, and so many of each holder. */
export class Slots {
  private held = 0;
  private readonly heldBy = new Map<string, number>();

  constructor(private readonly most: number) {}

  /** Takes one in the name of all these holders. Returns how to give it back, once, or who has none left. */
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
      // Nobody who holds nothing is remembered.
      if (now === 0) this.heldBy.delete(name);
      else this.heldBy.set(name, now);
    }
  }
}
