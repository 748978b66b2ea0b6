import type { Verdict } from '../assess.js';
import type { PreparedCandidate } from '../candidate.js';
import type { Context } from '../context.js';
import {
  assertLength,
  type Entry,
  entryOf,
  type ListName,
  listOf,
  ofCandidate,
  ofTarget,
  orders,
  type PlaceInList,
  type Rank,
  type RankedList,
  type Side,
} from '../ranking.js';
import type { PreparedTarget } from '../target.js';

/** The entry is computed when it is first shown: entries for everybody would take a hundred times the memory. */
interface Placed<Other> {
  readonly rank: Rank;
  readonly other: Other;
  entry?: Entry;
}

/** Of those who are out, most of a field, only this is kept. */
type Out = Pick<Rank, 'verdict' | 'unmet'>;

const everybody = () => true;

/**
 * A list that is updated in place. One side (the target or the candidate) is fixed. When one of the other side is
 * added, changed or removed, only that pair is assessed. The list is always equal to what topCandidates or topTargets
 * would return for the same facts.
 */
export class LiveList<Other extends PreparedCandidate | PreparedTarget> {
  private readonly placed = new Map<string, Placed<Other> | Out>();
  private readonly lists: Readonly<Record<ListName, Placed<Other>[]>> = { listed: [], near: [] };

  private constructor(
    private readonly side: Side<Other>,
    others: Iterable<Other>,
  ) {
    for (const other of others) {
      const [name, placed] = this.place(other);
      if (name) this.lists[name].push(placed);
    }
    for (const name of ['listed', 'near'] as const) this.lists[name].sort((a, b) => orders[name](a.rank, b.rank));
  }

  static ofCandidates(target: PreparedTarget, candidates: Iterable<PreparedCandidate>, context: Context) {
    return new LiveList<PreparedCandidate>(ofTarget(target, context), candidates);
  }

  static ofTargets(candidate: PreparedCandidate, targets: Iterable<PreparedTarget>, context: Context) {
    return new LiveList<PreparedTarget>(ofCandidate(candidate, context), targets);
  }

  get size(): number {
    return this.placed.size;
  }

  /** Memory use in units of about 60 bytes: one for each pair ruled out, five for each listed. */
  get weight(): number {
    return this.size + 4 * (this.lists.listed.length + this.lists.near.length);
  }

  /** Adds one of the other side, or replaces it. */
  put(other: Other): void {
    this.remove(other.facts.id);
    const [name, placed] = this.place(other);
    if (name) this.lists[name].splice(position(this.lists[name], placed.rank, name), 0, placed);
  }

  remove(id: string): void {
    const placed = this.placed.get(id);
    this.placed.delete(id);
    if (!placed || !('rank' in placed)) return;
    const name = listOf(placed.rank.verdict) as ListName;
    this.lists[name].splice(position(this.lists[name], placed.rank, name), 1);
  }

  /**
   * @param k how many of each list, at most 500
   * @param isSeen which of them the answer covers
   */
  top(k: number, isSeen: (id: string) => boolean = everybody): RankedList {
    assertLength(k);
    const counts: Record<Verdict, number> = { eligible: 0, 'to-clarify': 0, near: 0, out: 0 };
    for (const [id, placed] of this.placed) if (isSeen(id)) counts[verdictOf(placed)] += 1;
    const unlinked = { listed: 0, near: 0 };
    const entries = (name: ListName): Entry[] => {
      const first: Entry[] = [];
      for (const placed of this.lists[name]) {
        if (!isSeen(placed.rank.id)) continue;
        if (!placed.rank.linked) unlinked[name] += 1;
        if (first.length < k) first.push(this.entry(placed));
      }
      return first;
    };
    return { listed: entries('listed'), near: entries('near'), counts, unlinked };
  }

  /** The place that a rank has among the others, or would have; null if it is in no list. */
  placeOf(rank: Rank, isSeen: (id: string) => boolean = everybody): PlaceInList | null {
    const list = listOf(rank.verdict);
    if (!list) return null;
    const before = this.lists[list].slice(0, position(this.lists[list], rank, list));
    const others = before.filter(({ rank: { id } }) => id !== rank.id && isSeen(id));
    return { list, place: others.length + 1 };
  }

  /** Those whom one unmet must-have keeps from being eligible or to clarify, reach aside. */
  missingOne(): string[] {
    return [...this.placed].flatMap(([id, placed]) =>
      ('rank' in placed ? placed.rank : placed).unmet === 1 ? id : [],
    );
  }

  private entry(placed: Placed<Other>): Entry {
    placed.entry ??= entryOf(this.side.assess(placed.other), placed.rank.linked);
    return placed.entry;
  }

  private place(other: Other): [null, Out] | [ListName, Placed<Other>] {
    const rank = this.side.rank(other);
    const name = listOf(rank.verdict);
    if (name) {
      const placed = { rank, other };
      this.placed.set(rank.id, placed);
      return [name, placed];
    }
    const out = outs[rank.unmet] ?? { verdict: 'out', unmet: rank.unmet };
    this.placed.set(rank.id, out);
    return [null, out];
  }
}

/** Shared by all who are out with as many unmet must-haves. */
const outs: readonly Out[] = Array.from({ length: 16 }, (_, unmet) => ({ verdict: 'out', unmet }));

const verdictOf = (placed: Placed<unknown> | Out): Verdict => ('rank' in placed ? placed.rank : placed).verdict;

/** The index of a rank in a sorted list, or the index at which it would be inserted. */
function position(list: readonly { readonly rank: Rank }[], rank: Rank, name: ListName): number {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (orders[name]((list[middle] as { rank: Rank }).rank, rank) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
}
