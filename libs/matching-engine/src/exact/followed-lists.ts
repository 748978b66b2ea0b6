import { type Assessment, assess, type Verdict } from '../assess.js';
import type { PreparedCandidate } from '../candidate.js';
import type { Context } from '../context.js';
import type { FactsChange, FollowedQuestion } from '../port.js';
import {
  assertLength,
  type Entry,
  entryOf,
  type ListName,
  listOf,
  orders,
  type Rank,
  type RankedList,
  standingOf,
} from '../ranking.js';
import type { PreparedTarget } from '../target.js';
import { tieOf } from '../tie.js';
import type { PreparedFacts } from './prepared-facts.js';

interface Followed {
  readonly changed: () => void;
  take(change: FactsChange): boolean;
  /** Drops the list; the next question computes it again. */
  forget(): void;
}

interface Sides<Other extends PreparedCandidate | PreparedTarget> {
  /** Computes the list; undefined if its target or candidate is gone. */
  make(): LiveList<Other> | undefined;
  /** Whether the list's own target or candidate has changed. */
  isOf(change: FactsChange): boolean;
  /** Ids of what has changed on the other side, which the list contains. */
  others(change: FactsChange): readonly string[];
  other(id: string): Other | undefined;
}

/**
 * Keeps followed lists up to date while facts change. A changed candidate or target costs one assessment for each list
 * that may contain it; the rest of the list is not computed again.
 */
export class FollowedLists {
  private readonly followed = new Set<Followed>();

  constructor(private readonly facts: PreparedFacts) {}

  /** Call it after the facts have changed. */
  take(change: FactsChange): void {
    for (const followed of [...this.followed]) if (followed.take(change)) followed.changed();
  }

  /** Call it after the day has changed: every list has to be computed again. */
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

/** The entry is computed when it is first shown: entries for everybody would take a hundred times the memory. */
type Placed<Other> = Rank & { readonly other: Other; entry?: Entry };

/**
 * A list that is updated in place. One side (the target or the candidate) is fixed. When one of the other side is
 * added, changed or removed, only that pair is assessed. The list is always equal to what topCandidates or topTargets
 * would return for the same facts.
 */
export class LiveList<Other extends PreparedCandidate | PreparedTarget> {
  private readonly placed = new Map<string, Placed<Other>>();
  private readonly lists: Readonly<Record<ListName, Placed<Other>[]>> = { listed: [], near: [] };
  private readonly counts: Record<Verdict, number> = { eligible: 0, 'to-clarify': 0, near: 0, out: 0 };

  private readonly unlinked: Record<ListName, number> = { listed: 0, near: 0 };

  private constructor(
    private readonly assessWith: (other: Other) => Assessment,
    private readonly standingWith: (other: Other) => Omit<Rank, 'id' | 'tie'>,
    private readonly tieWith: (other: Other) => Rank['tie'],
    others: Iterable<Other>,
  ) {
    for (const other of others) {
      const placed = this.place(other);
      const list = listOf(placed.verdict);
      if (list) this.lists[list].push(placed);
    }
    for (const name of ['listed', 'near'] as const) this.lists[name].sort(orders[name]);
  }

  static ofCandidates(target: PreparedTarget, candidates: Iterable<PreparedCandidate>, context: Context) {
    return new LiveList<PreparedCandidate>(
      (candidate) => assess(candidate, target, context),
      (candidate) => standingOf(assess(candidate, target, context), candidate, target, context),
      (candidate) => tieOf(candidate.tie, target.tie),
      candidates,
    );
  }

  static ofTargets(candidate: PreparedCandidate, targets: Iterable<PreparedTarget>, context: Context) {
    return new LiveList<PreparedTarget>(
      (target) => assess(candidate, target, context),
      (target) => standingOf(assess(candidate, target, context), candidate, target, context),
      (target) => tieOf(candidate.tie, target.tie),
      targets,
    );
  }

  /** Adds one of the other side, or replaces it. */
  put(other: Other): void {
    this.remove(other.facts.id);
    const placed = this.place(other);
    const name = listOf(placed.verdict);
    if (name) this.lists[name].splice(position(this.lists[name], placed, orders[name]), 0, placed);
  }

  remove(id: string): void {
    const placed = this.placed.get(id);
    if (!placed) return;
    this.placed.delete(id);
    this.count(placed, -1);
    const name = listOf(placed.verdict);
    if (name) this.lists[name].splice(position(this.lists[name], placed, orders[name]), 1);
  }

  /** @param k how many of each list, at most 500. */
  top(k: number): RankedList {
    assertLength(k);
    const entries = (list: readonly Placed<Other>[]) =>
      list.slice(0, k).map((placed) => {
        placed.entry ??= entryOf(this.assessWith(placed.other), placed.linked);
        return placed.entry;
      });
    return {
      listed: entries(this.lists.listed),
      near: entries(this.lists.near),
      counts: { ...this.counts },
      unlinked: { ...this.unlinked },
    };
  }

  private count({ verdict, linked }: Rank, by: 1 | -1): void {
    this.counts[verdict] += by;
    const name = listOf(verdict);
    if (name && !linked) this.unlinked[name] += by;
  }

  private place(other: Other): Placed<Other> {
    const { id } = other.facts;
    const placed = { id, tie: this.tieWith(other), ...this.standingWith(other), other };
    this.placed.set(id, placed);
    this.count(placed, 1);
    return placed;
  }
}

/** The index of a rank in a sorted list, or the index at which it would be inserted. */
function position(list: readonly Rank[], rank: Rank, order: (a: Rank, b: Rank) => number): number {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (order(list[middle] as Rank, rank) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
}
