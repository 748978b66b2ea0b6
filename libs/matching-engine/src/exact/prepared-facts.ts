import { type PreparedCandidate, prepareCandidate } from '../candidate.js';
import type { Context } from '../context.js';
import type { Day, TargetFacts } from '../facts.js';
import type { CandidateChange, FactsChange, Seen, TargetKey, TargetsAsked } from '../port.js';
import { type PreparedTarget, prepareTarget } from '../target.js';

/**
 * Holds the facts, and caches their prepared form: it is computed when it is first needed, and reused until the facts
 * or the day change.
 */
export class PreparedFacts {
  private readonly candidates = new Map<string, CandidateChange & { ready?: PreparedCandidate | undefined }>();
  private readonly targets = new Map<string, { readonly facts: TargetFacts; ready?: PreparedTarget | undefined }>();

  constructor(private current: Context) {}

  get context(): Context {
    return this.current;
  }

  apply({ candidates, targets }: FactsChange): void {
    for (const candidate of candidates) {
      if (candidate.facts) this.candidates.set(candidate.id, { ...candidate });
      else this.candidates.delete(candidate.id);
    }
    for (const { kind, id, facts } of targets) {
      if (facts) this.targets.set(keyOf({ kind, id }), { facts });
      else this.targets.delete(keyOf({ kind, id }));
    }
  }

  /** Drops all prepared forms: what was valid on the old day may have expired on the new one. */
  atDay(asOf: Day): void {
    this.current = { ...this.current, asOf };
    for (const held of this.candidates.values()) held.ready = undefined;
    for (const held of this.targets.values()) held.ready = undefined;
  }

  candidate(id: string): PreparedCandidate | undefined {
    const held = this.candidates.get(id);
    if (!held?.facts) return undefined;
    held.ready ??= prepareCandidate(held.facts, this.current);
    return held.ready;
  }

  target(key: TargetKey): PreparedTarget | undefined {
    const held = this.targets.get(keyOf(key));
    if (!held) return undefined;
    held.ready ??= prepareTarget(held.facts, this.current);
    return held.ready;
  }

  isSeen(id: string, seen: Seen): boolean {
    const held = this.candidates.get(id);
    if (!held || seen === 'all') return held !== undefined;
    return held.organisation === seen.organisation || held.sharedWith.some((one) => seen.shares.includes(one));
  }

  /** In no particular order: each list sorts its candidates itself. */
  seen(seen: Seen): PreparedCandidate[] {
    return [...this.candidates.keys()].flatMap((id) => (this.isSeen(id, seen) ? (this.candidate(id) ?? []) : []));
  }

  asked({ kind, county, ids }: TargetsAsked): PreparedTarget[] {
    const keys = ids ? ids.map((id) => ({ kind, id })) : this.keys().filter((key) => key.kind === kind);
    return keys
      .flatMap((key) => this.target(key) ?? [])
      .filter(({ facts }) => !county || facts.places.some((place) => place.startsWith(county)));
  }

  get candidateCount(): number {
    return this.candidates.size;
  }

  keys(): TargetKey[] {
    return [...this.targets.values()].map(({ facts: { kind, id } }) => ({ kind, id }));
  }
}

const keyOf = ({ kind, id }: TargetKey) => `${kind}:${id}`;
