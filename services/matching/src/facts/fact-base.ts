import { EventEmitter, once } from 'node:events';
import {
  type Booking,
  type CandidateProfile,
  type EventOf,
  type Placement,
  topics,
  type Vacancy,
  type ValidationOutcome,
  type ValidationProfile,
} from '@lotsen/contracts';
import type { CandidateChange, MatchingEngine, TargetChange } from '@lotsen/matching-engine';
import type { AggregateState } from '@lotsen/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { ENGINE } from '../engine/engine.js';
import { candidateFactsOf, factsToMatch } from './candidate-facts.js';
import { placementTargetOf, vacancyTargetOf } from './target-facts.js';

/** The newest state of one aggregate; null if it no longer exists. */
export interface Newest {
  readonly topic: string;
  readonly id: string;
  readonly state: AggregateState | null;
}

/** The in-memory copy of the newest public states that matching reads. It passes each change to the engine as facts. */
@Injectable()
export class FactBase {
  readonly candidates = new Map<string, CandidateProfile>();
  readonly outcomes = new Map<string, ValidationOutcome>();
  readonly validationProfiles = new Map<string, ValidationProfile>();
  readonly vacancies = new Map<string, Vacancy>();
  readonly placements = new Map<string, Placement>();
  readonly bookings = new Map<string, Booking>();
  /** The ids of each person's records (outcomes and bookings), by the person's id. */
  private readonly recordsOf = new Map<string, Set<string>>();
  private readonly changes = new EventEmitter().setMaxListeners(0);
  private readonly byTopic: { readonly [T in keyof EventOf as string]: Map<string, AggregateState> } = {
    [topics.candidateProfile.name]: this.candidates as Map<string, AggregateState>,
    [topics.validationOutcome.name]: this.outcomes as Map<string, AggregateState>,
    [topics.validationProfile.name]: this.validationProfiles as Map<string, AggregateState>,
    [topics.vacancy.name]: this.vacancies as Map<string, AggregateState>,
    [topics.placement.name]: this.placements as Map<string, AggregateState>,
    [topics.booking.name]: this.bookings as Map<string, AggregateState>,
  };

  constructor(@Inject(ENGINE) private readonly engine: MatchingEngine) {
    engine.onLost(() => this.applyAll(idsOf(this.candidates), idsOf(this.vacancies), idsOf(this.placements)));
  }

  apply(newest: Newest): void {
    const { topic, id, state } = newest;
    const states = this.statesOf(topic);
    const held = states.get(id);
    // The change feed may have read a newer version from the database than this instance committed a moment ago.
    if (state && held && held.version > state.version) return;
    const before = this.concerned(states, id);
    this.remember(newest);
    const candidates = [...new Set([...before, ...this.concerned(states, id)])];
    this.engine.apply({
      candidates: candidates.map((candidate) => this.candidate(candidate)),
      targets: this.targetsAt(states, id),
    });
    this.changes.emit('change');
  }

  /** Replaces the whole copy: what `all` does not contain is removed, from the engine too. */
  replaceAll(all: readonly Newest[]): void {
    const before = {
      persons: idsOf(this.candidates),
      vacancies: idsOf(this.vacancies),
      placements: idsOf(this.placements),
    };
    for (const states of Object.values(this.byTopic)) states.clear();
    this.recordsOf.clear();
    for (const newest of all) this.remember(newest);
    // Includes the removed ids, so that the engine drops them.
    const changed = (ids: readonly string[], states: ReadonlyMap<string, object>) => [
      ...new Set([...ids, ...states.keys()]),
    ];
    this.applyAll(
      changed(before.persons, this.candidates),
      changed(before.vacancies, this.vacancies),
      changed(before.placements, this.placements),
    );
    this.changes.emit('change');
  }

  private applyAll(persons: readonly string[], vacancies: readonly string[], placements: readonly string[]): void {
    this.engine.apply({
      candidates: persons.map((id) => this.candidate(id)),
      targets: [
        ...vacancies.flatMap((id) => this.targetsAt(this.vacancies, id)),
        ...placements.flatMap((id) => this.targetsAt(this.placements, id)),
      ],
    });
  }

  /** Whether memory has this version or a later one. For version 0: whether memory has no state with this id. */
  has(topic: string, id: string, version: number): boolean {
    const held = this.byTopic[topic]?.get(id);
    return version === 0 ? held === undefined : (held?.version ?? 0) >= version;
  }

  /** Whether a person has an active profile, and so is matched. */
  isMatched(id: string): boolean {
    const profile = this.candidates.get(id);
    return profile !== undefined && factsToMatch(profile) !== null;
  }

  /** Whether a vacancy is published, or a placement posted. */
  isOpen({ kind, id }: { readonly kind: 'vacancy' | 'placement'; readonly id: string }): boolean {
    return this.targetsAt(kind === 'vacancy' ? this.vacancies : this.placements, id).some(
      ({ facts }) => facts !== null,
    );
  }

  counts(): Record<string, number> {
    return Object.fromEntries(Object.entries(this.byTopic).map(([topic, states]) => [topic, states.size]));
  }

  /** Waits until memory has a version of an aggregate, or a later one; false if `ms` milliseconds pass first. */
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

  private versionOf(id: string): number {
    return Math.max(0, ...Object.values(this.byTopic).map((states) => states.get(id)?.version ?? 0));
  }

  private statesOf(topic: string): Map<string, AggregateState> {
    const states = this.byTopic[topic];
    if (!states) throw new Error(`Matching reads no topic ${topic}.`);
    return states;
  }

  private remember({ topic, id, state }: Newest): void {
    const states = this.statesOf(topic);
    const isRecord = states === this.outcomes || states === this.bookings;
    if (isRecord) this.recordsOf.get(candidateOf(states.get(id)))?.delete(id);
    if (state) states.set(id, state);
    else states.delete(id);
    if (!isRecord || !state) return;
    const linked = this.recordsOf.get(candidateOf(state)) ?? new Set<string>();
    this.recordsOf.set(candidateOf(state), linked.add(id));
  }

  /** Ids of the persons whose facts depend on a state. */
  private concerned(states: ReadonlyMap<string, AggregateState>, id: string): string[] {
    if (states === this.candidates) return [id];
    // A validation profile determines what its outcomes evidence, so it concerns every person with such an outcome.
    if (states === this.validationProfiles) {
      return [...this.outcomes.values()].flatMap(({ profile, candidate }) => (profile === id ? candidate : []));
    }
    const state = states.get(id);
    return state && (states === this.outcomes || states === this.bookings) ? [candidateOf(state)] : [];
  }

  private candidate(id: string): CandidateChange {
    const profile = this.candidates.get(id);
    const facts =
      profile &&
      candidateFactsOf(profile, {
        outcomes: this.recorded(id, this.outcomes),
        bookings: this.recorded(id, this.bookings),
        profiles: this.validationProfiles,
      });
    const { organisation = null, sharedWith = [] } = profile ?? {};
    return { id, facts: facts ?? null, organisation, sharedWith };
  }

  private targetsAt(states: ReadonlyMap<string, object>, id: string): TargetChange[] {
    if (states === this.vacancies) {
      const vacancy = this.vacancies.get(id);
      return [{ kind: 'vacancy', id, facts: (vacancy && vacancyTargetOf(vacancy)) ?? null }];
    }
    if (states !== this.placements) return [];
    const placement = this.placements.get(id);
    return [{ kind: 'placement', id, facts: (placement && placementTargetOf(placement)) ?? null }];
  }

  /** A person's records, sorted by id so that the order of arrival does not affect the result. */
  private recorded<T>(candidate: string, records: ReadonlyMap<string, T>): T[] {
    return [...(this.recordsOf.get(candidate) ?? [])].sort().flatMap((id) => records.get(id) ?? []);
  }
}

const idsOf = (states: ReadonlyMap<string, object>) => [...states.keys()];
const candidateOf = (record: object | undefined) => (record as { candidate: string } | undefined)?.candidate ?? '';
