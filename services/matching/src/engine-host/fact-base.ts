import { EventEmitter, once } from 'node:events';
import type {
  Booking,
  CandidateProfile,
  EventOf,
  Placement,
  Vacancy,
  ValidationOutcome,
  ValidationProfile,
} from '@lotsen/contracts';
import { topics } from '@lotsen/contracts';
import type { AggregateState } from '@lotsen/messaging';

/** One aggregate's newest state arrived, or (null) is gone. */
export interface FactChange {
  readonly topic: string;
  readonly id: string;
  /** Whose facts that may have changed. */
  readonly candidates: readonly string[] | 'all';
}

interface Recorded {
  readonly candidate: string;
}

/** The newest public state of everything that matching reads, in memory: what the engine's facts are made from. */
export class FactBase {
  readonly profiles = new Map<string, CandidateProfile>();
  readonly outcomes = new Map<string, ValidationOutcome>();
  readonly validationProfiles = new Map<string, ValidationProfile>();
  readonly vacancies = new Map<string, Vacancy>();
  readonly placements = new Map<string, Placement>();
  readonly bookings = new Map<string, Booking>();
  /** Ids of the records of each person: outcomes, and bookings. */
  private readonly recordsOf = new Map<string, Set<string>>();
  private readonly changes = new EventEmitter().setMaxListeners(0);
  private readonly byTopic: { readonly [T in keyof EventOf as string]: Map<string, AggregateState> } = {
    [topics.candidateProfile.name]: this.profiles as Map<string, AggregateState>,
    [topics.validationOutcome.name]: this.outcomes as Map<string, AggregateState>,
    [topics.validationProfile.name]: this.validationProfiles as Map<string, AggregateState>,
    [topics.vacancy.name]: this.vacancies as Map<string, AggregateState>,
    [topics.placement.name]: this.placements as Map<string, AggregateState>,
    [topics.booking.name]: this.bookings as Map<string, AggregateState>,
  };

  apply(topic: string, id: string, state: AggregateState | null): void {
    const states = this.byTopic[topic];
    if (!states) throw new Error(`Matching reads no topic ${topic}.`);
    const held = states.get(id);
    // What was read from the database may be newer than what this instance committed a moment before.
    if (state && held && held.version > state.version) return;
    const candidates = this.concerned(states, id, state);
    if (states === this.outcomes || states === this.bookings) this.relink(states, id, state as Recorded | null);
    if (state) states.set(id, state);
    else states.delete(id);
    this.changes.emit('change', { topic, id, candidates } satisfies FactChange);
  }

  /** Whether a change is in memory already: such a version, or a later one; 0: that there is none. */
  has(topic: string, id: string, version: number): boolean {
    const held = this.byTopic[topic]?.get(id);
    return version === 0 ? held === undefined : (held?.version ?? 0) >= version;
  }

  private concerned(
    states: ReadonlyMap<string, AggregateState>,
    id: string,
    state: AggregateState | null,
  ): FactChange['candidates'] {
    if (states === this.profiles) return [id];
    // What a validation profile evidences counts in the outcomes of many.
    if (states === this.validationProfiles) return 'all';
    if (states === this.vacancies || states === this.placements) return [];
    // Whose record it was may have changed with it.
    return [...new Set([states.get(id), state].flatMap((one) => (one ? (one as unknown as Recorded).candidate : [])))];
  }

  clear(): void {
    for (const states of Object.values(this.byTopic)) states.clear();
    this.recordsOf.clear();
    this.changes.emit('cleared');
  }

  /** In order of id, so that order of arrival shows nowhere. */
  outcomesOf(candidate: string): ValidationOutcome[] {
    return this.recorded(candidate, this.outcomes);
  }

  bookingsOf(candidate: string): Booking[] {
    return this.recorded(candidate, this.bookings);
  }

  private recorded<T>(candidate: string, records: ReadonlyMap<string, T>): T[] {
    return [...(this.recordsOf.get(candidate) ?? [])].sort().flatMap((id) => records.get(id) ?? []);
  }

  versionOf(id: string): number {
    return Math.max(0, ...Object.values(this.byTopic).map((states) => states.get(id)?.version ?? 0));
  }

  counts(): Record<string, number> {
    return Object.fromEntries(Object.entries(this.byTopic).map(([topic, states]) => [topic, states.size]));
  }

  onChange(listener: (change: FactChange) => void): () => void {
    this.changes.on('change', listener);
    return () => this.changes.off('change', listener);
  }

  onClear(listener: () => void): void {
    this.changes.on('cleared', listener);
  }

  /** Waits until an aggregate has reached a version; false where the time ran out first. */
  async waitFor(id: string, version: number, ms: number): Promise<boolean> {
    const deadline = AbortSignal.timeout(ms);
    while (this.versionOf(id) < version) {
      try {
        await once(this.changes, 'change', { signal: deadline });
      } catch {
        return this.versionOf(id) >= version;
      }
    }
    return true;
  }

  private relink(records: ReadonlyMap<string, object>, id: string, record: Recorded | null) {
    const before = records.get(id) as Recorded | undefined;
    if (before) this.recordsOf.get(before.candidate)?.delete(id);
    if (!record) return;
    const linked = this.recordsOf.get(record.candidate) ?? new Set<string>();
    this.recordsOf.set(record.candidate, linked.add(id));
  }
}
