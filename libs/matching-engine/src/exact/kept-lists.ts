import type { PreparedCandidate } from '../candidate.js';
import type { FactsChange, FollowedQuestion, TargetKey } from '../port.js';
import type { RankedList } from '../ranking.js';
import type { PreparedTarget } from '../target.js';
import { LiveList } from './live-list.js';
import type { PreparedFacts } from './prepared-facts.js';

/** Which list: the candidates of a target, among all, or the targets of one kind of a candidate. */
type ListKey =
  | { readonly list: 'candidates'; readonly of: TargetKey }
  | { readonly list: 'targets'; readonly of: string; readonly kind: TargetKey['kind'] };

/** A list, and the ids of those on it whose facts have changed since it was last asked for. */
interface Kept {
  readonly key: ListKey;
  readonly list: LiveList<PreparedCandidate> | LiveList<PreparedTarget>;
  readonly changed: Set<string>;
  followers: number;
}

/** How much the lists that nobody follows weigh together at most: some 120 MB. */
const mostWeight = 2_000_000;

/**
 * Keeps lists from one question to the next. A changed candidate or target costs one assessment for each list that may
 * contain it, when that list is asked for again; the rest of the list is not computed again.
 */
export class KeptLists {
  /** The least recently asked for first. */
  private readonly kept = new Map<string, Kept>();
  private readonly followers = new Set<{
    readonly name: string;
    readonly key: ListKey;
    readonly changed: () => void;
  }>();

  constructor(private readonly facts: PreparedFacts) {}

  /** Call it after the facts have changed. */
  take(change: FactsChange): void {
    for (const [name, { key, changed, list, followers }] of this.kept) {
      for (const { id, facts } of othersIn(change, key)) {
        changed.add(id);
        // Nothing of an erased person stays in a list that nobody asks for again.
        if (facts === null) list.remove(id);
      }
      // From a third on, a list is sooner computed anew.
      const isWorthIt = followers > 0 || changed.size * 3 < list.size;
      if (isOwn(change, key) || !isWorthIt) this.kept.delete(name);
    }
    for (const { key, changed } of [...this.followers]) {
      if (isOwn(change, key) || othersIn(change, key).length > 0) changed();
    }
  }

  /** Call it after the day has changed: every list has to be computed again. */
  forget(): void {
    this.kept.clear();
    for (const { changed } of [...this.followers]) changed();
  }

  /** The candidates of a target, among all; undefined if the target is gone. */
  candidatesOf(of: TargetKey): LiveList<PreparedCandidate> | undefined {
    return this.upToDate({ list: 'candidates', of }) as LiveList<PreparedCandidate> | undefined;
  }

  follow(question: FollowedQuestion, changed: () => void) {
    const key = keyOf(question);
    const name = JSON.stringify(key);
    const follower = { name, key, changed };
    this.followers.add(follower);
    const seen = question.list === 'candidates' ? question.seen : 'all';
    return {
      top: (k: number): RankedList | undefined => this.upToDate(key)?.top(k, this.facts.seenBy(seen)),
      close: () => {
        this.followers.delete(follower);
        const kept = this.kept.get(name);
        if (kept) kept.followers = this.followersOf(name);
        this.makeRoom();
      },
    };
  }

  private upToDate(key: ListKey): Kept['list'] | undefined {
    const name = JSON.stringify(key);
    const kept = this.kept.get(name) ?? this.make(key);
    if (!kept) return undefined;
    kept.followers = this.followersOf(name);
    this.kept.delete(name);
    this.kept.set(name, kept);
    for (const id of kept.changed) this.update(kept, id);
    kept.changed.clear();
    this.makeRoom();
    return kept.list;
  }

  private make(key: ListKey): Kept | undefined {
    const { facts } = this;
    const list = () => {
      if (key.list === 'candidates') {
        const target = facts.target(key.of);
        return target && LiveList.ofCandidates(target, facts.everybody(), facts.context);
      }
      const candidate = facts.candidate(key.of);
      return candidate && LiveList.ofTargets(candidate, facts.asked({ kind: key.kind }), facts.context);
    };
    const made = list();
    return made && { key, list: made, changed: new Set(), followers: 0 };
  }

  private update({ key, list }: Kept, id: string): void {
    const other = key.list === 'candidates' ? this.facts.candidate(id) : this.facts.target({ kind: key.kind, id });
    if (other) (list as LiveList<typeof other>).put(other);
    else list.remove(id);
  }

  private followersOf(name: string): number {
    return [...this.followers].filter((one) => one.name === name).length;
  }

  /** Drops the lists that were not asked for the longest, and that nobody follows. */
  private makeRoom(): void {
    const open = [...this.kept].filter(([, { followers }]) => followers === 0);
    let weight = open.reduce((sum, [, { list }]) => sum + list.weight, 0);
    for (const [name, { list }] of open.slice(0, -1)) {
      if (weight <= mostWeight) return;
      this.kept.delete(name);
      weight -= list.weight;
    }
  }
}

function keyOf(question: FollowedQuestion): ListKey {
  if (question.list === 'targets') return { list: 'targets', of: question.of, kind: question.kind };
  return { list: 'candidates', of: { kind: question.of.kind, id: question.of.id } };
}

/** Whether the list's own target or candidate has changed. */
function isOwn({ candidates, targets }: FactsChange, key: ListKey): boolean {
  return key.list === 'candidates'
    ? targets.some(({ kind, id }) => kind === key.of.kind && id === key.of.id)
    : candidates.some(({ id }) => id === key.of);
}

/** What has changed on the other side. */
function othersIn(
  { candidates, targets }: FactsChange,
  key: ListKey,
): readonly { readonly id: string; readonly facts: object | null }[] {
  return key.list === 'candidates' ? candidates : targets.filter(({ kind }) => kind === key.kind);
}
