import { type PreparedCandidate, prepareCandidate } from '../candidate.js';
import type { Context } from '../context.js';
import type { CandidateFacts, Day, TargetFacts } from '../facts.js';
import type { CandidateChange, FactsChange, Seen, TargetKey, TargetsAsked } from '../port.js';
import { type PreparedTarget, prepareTarget } from '../target.js';
import { hashId } from '../tie.js';

type HeldCandidate = Omit<CandidateChange, 'facts'> & {
  readonly facts: CandidateFacts;
  ready?: PreparedCandidate | undefined;
  hash?: bigint;
};

const hashedAtOnce = 200;

/**
 * Holds the facts, and caches their prepared form: it is computed when it is first needed, and reused until the facts
 * change, or a day on which something has expired.
 */
export class PreparedFacts {
  private readonly candidates = new Map<string, HeldCandidate>();
  private readonly targets: Readonly<Record<TargetKey['kind'], Map<string, HeldTarget>>> = {
    vacancy: new Map(),
    placement: new Map(),
    occupation: new Map(),
  };

  constructor(private current: Context) {}

  get context(): Context {
    return this.current;
  }

  apply({ candidates, targets }: FactsChange): void {
    for (const { facts, ...about } of candidates) {
      if (facts) this.candidates.set(about.id, { ...about, facts });
      else this.candidates.delete(about.id);
    }
    for (const { kind, id, facts } of targets) {
      if (facts) this.targets[kind].set(id, { facts });
      else this.targets[kind].delete(id);
    }
  }

  /** Drops the prepared forms of those of whom something was valid on the old day and is not on the new, or the reverse. */
  atDay(asOf: Day): void {
    const before = this.current.asOf;
    this.current = { ...this.current, asOf };
    for (const held of this.candidates.values()) if (isDifferentOn(held.facts, before, asOf)) held.ready = undefined;
  }

  candidate(id: string): PreparedCandidate | undefined {
    const held = this.candidates.get(id);
    return held && this.ready(held);
  }

  target({ kind, id }: TargetKey): PreparedTarget | undefined {
    const held = this.targets[kind].get(id);
    return held && this.readyTarget(held);
  }

  isSeen(id: string, seen: Seen): boolean {
    const held = this.candidates.get(id);
    if (!held || seen === 'all') return held !== undefined;
    return held.organisation === seen.organisation || held.sharedWith.some((one) => seen.shares.includes(one));
  }

  /** @returns undefined where everybody is seen */
  seenBy(seen: Seen): ((id: string) => boolean) | undefined {
    return seen === 'all' ? undefined : (id) => this.isSeen(id, seen);
  }

  /** All candidates, prepared for a day: today's, unless another is given. In no particular order. */
  everybody(asOf = this.current.asOf): PreparedCandidate[] {
    const context = { ...this.current, asOf };
    return [...this.candidates.values()].map((held) =>
      isDifferentOn(held.facts, this.current.asOf, asOf) ? prepareCandidate(held.facts, context) : this.ready(held),
    );
  }

  asked({ kind, county, ids }: TargetsAsked): PreparedTarget[] {
    const targets = this.targets[kind];
    const held = ids ? ids.flatMap((id) => targets.get(id) ?? []) : [...targets.values()];
    return held
      .filter(({ facts }) => !county || facts.places.some((place) => place.startsWith(county)))
      .map((one) => this.readyTarget(one));
  }

  get candidateCount(): number {
    return this.candidates.size;
  }

  keys(): TargetKey[] {
    return Object.values(this.targets).flatMap((held) =>
      [...held.values()].map(({ facts: { kind, id } }) => ({ kind, id })),
    );
  }

  /** A sum, so that neither the order of the facts nor what was there before matters. */
  async hash(pause: () => Promise<void>): Promise<string> {
    let sum = 0n;
    let fresh = 0;
    for (const held of [
      ...this.candidates.values(),
      ...Object.values(this.targets).flatMap((all) => [...all.values()]),
    ]) {
      if (held.hash === undefined && ++fresh % hashedAtOnce === 0) await pause();
      if ('id' in held) held.hash ??= hashOf([held.organisation, held.sharedWith.toSorted(), held.facts]);
      else held.hash ??= hashOf(held.facts);
      sum += held.hash;
    }
    return BigInt.asUintN(128, sum).toString(16).padStart(32, '0');
  }

  private ready(held: HeldCandidate): PreparedCandidate {
    held.ready ??= prepareCandidate(held.facts, this.current);
    return held.ready;
  }

  /** What a target asks for does not depend on the day. */
  private readyTarget(held: HeldTarget): PreparedTarget {
    held.ready ??= prepareTarget(held.facts, this.current);
    return held.ready;
  }
}

interface HeldTarget {
  readonly facts: TargetFacts;
  ready?: PreparedTarget | undefined;
  hash?: bigint;
}

/** 128 bits: enough against chance. Nothing here has to withstand an attack. */
function hashOf(facts: unknown): bigint {
  const text = JSON.stringify(facts, sorted);
  return ['1', '2'].reduce((bits, seed) => {
    const { high, low } = hashId(text, seed);
    return (bits << 64n) | (BigInt(high) << 32n) | BigInt(low);
  }, 0n);
}

/** Facts that were stored in between may have their keys in another order. */
function sorted(_: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isDifferentOn({ evidence, licences }: CandidateFacts, day: Day, other: Day): boolean {
  if (day === other) return false;
  const [first, second] = day < other ? [day, other] : [other, day];
  const expires = ({ validUntil }: { validUntil: Day | null }) =>
    validUntil !== null && validUntil >= first && validUntil < second;
  return evidence.some(expires) || licences.some(expires);
}
