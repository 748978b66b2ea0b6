import type { PreparedCandidate } from '../candidate.js';
import { LiveList } from '../live-list.js';
import type { FactsChange, FollowedQuestion } from '../port.js';
import type { RankedList } from '../ranking.js';
import type { PreparedTarget } from '../target.js';
import type { PreparedFacts } from './prepared-facts.js';

interface Followed {
  readonly changed: () => void;
  take(change: FactsChange): boolean;
  /** Makes the list anew when it is next asked for. */
  forget(): void;
}

interface Sides<Other extends PreparedCandidate | PreparedTarget> {
  /** Undefined where what the list is of is gone. */
  make(): LiveList<Other> | undefined;
  /** Whether the side that stays has changed. */
  isOf(change: FactsChange): boolean;
  /** Who of the other side has changed. */
  others(change: FactsChange): readonly string[];
  other(id: string): Other | undefined;
}

/** Keeps lists right while facts change: each change costs one pair a list, and no list is computed twice. */
export class FollowedLists {
  private readonly followed = new Set<Followed>();

  constructor(private readonly facts: PreparedFacts) {}

  /** Once the facts have changed. */
  take(change: FactsChange): void {
    for (const followed of [...this.followed]) if (followed.take(change)) followed.changed();
  }

  /** All facts were made ready anew. */
  forget(): void {
    for (const followed of [...this.followed]) {
      followed.forget();
      followed.changed();
    }
  }

  follow(question: FollowedQuestion, changed: () => void) {
    return question.list === 'candidates'
      ? this.followSides<PreparedCandidate>(this.candidatesOf(question), changed)
      : this.followSides<PreparedTarget>(this.targetsOf(question), changed);
  }

  private candidatesOf({ of, seen }: FollowedQuestion & { list: 'candidates' }): Sides<PreparedCandidate> {
    const facts = this.facts;
    return {
      make: () => {
        const target = facts.target(of);
        return target && LiveList.ofCandidates(target, facts.seen(seen), facts.context);
      },
      isOf: ({ targets }) => targets.some(({ kind, id }) => kind === of.kind && id === of.id),
      others: ({ candidates }) => candidates.map(({ id }) => id),
      other: (id) => (facts.isSeen(id, seen) ? facts.candidate(id) : undefined),
    };
  }

  private targetsOf({ of, kind }: FollowedQuestion & { list: 'targets' }): Sides<PreparedTarget> {
    const facts = this.facts;
    return {
      make: () => {
        const candidate = facts.candidate(of);
        return candidate && LiveList.ofTargets(candidate, facts.asked({ kind }), facts.context);
      },
      isOf: ({ candidates }) => candidates.some(({ id }) => id === of),
      others: ({ targets }) => targets.flatMap((target) => (target.kind === kind ? target.id : [])),
      other: (id) => facts.target({ kind, id }),
    };
  }

  private followSides<Other extends PreparedCandidate | PreparedTarget>(sides: Sides<Other>, changed: () => void) {
    let list: LiveList<Other> | undefined;
    const followed: Followed = {
      changed,
      take: (change) => {
        if (sides.isOf(change)) {
          list = undefined;
          return true;
        }
        const others = sides.others(change);
        for (const id of list ? others : []) {
          const other = sides.other(id);
          if (other) list?.put(other);
          else list?.remove(id);
        }
        return others.length > 0;
      },
      forget: () => {
        list = undefined;
      },
    };
    this.followed.add(followed);
    return {
      top: (k: number): RankedList | undefined => {
        list ??= sides.make();
        return list?.top(k);
      },
      close: () => void this.followed.delete(followed),
    };
  }
}
