import {
  type Booking,
  type CandidateProfile,
  type Placement,
  topics,
  type Vacancy,
  type ValidationOutcome,
  type ValidationProfile,
} from '@lotsen/contracts';
import { type AggregateState, type BatchWork, type ConsumerContext, Consumes } from '@lotsen/messaging';
import { ChangeFeed, erasedAmong } from '@lotsen/platform';
import { Controller, Injectable } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { DataSource } from 'typeorm';
import { FactBase } from '../facts/fact-base.js';

interface Row {
  topic: string;
  id: string;
  version: string;
  state: AggregateState;
}

type KeptState = (AggregateState & { readonly candidate?: string }) | null;

/** The stored states by `topic id`; null if the row was deleted. */
type Stored = ReadonlyMap<string, KeptState>;

/** A state to store; null deletes the row. */
interface ToKeep {
  readonly topic: string;
  readonly id: string;
  readonly version: number;
  readonly state: KeptState;
}

/** Matching's own copy of the newest states: stored in its database, and from there in each instance's memory. */
@Injectable()
export class Projection {
  constructor(
    private readonly source: DataSource,
    private readonly facts: FactBase,
    private readonly feed: ChangeFeed,
  ) {
    feed.follow('projected', { load: () => this.load(), read: (keys) => this.read(keys) });
  }

  /** Reads all rows. The returned function replaces the in-memory copy with them. */
  private async load(): Promise<() => void> {
    const rows = await this.source.query<Row[]>('SELECT topic, id, version, state FROM projected ORDER BY topic, id');
    return () => this.facts.replaceAll(rows);
  }

  /** Reads the rows that another instance stored or deleted. The returned function applies them to memory. */
  private async read(keys: readonly string[]): Promise<() => void> {
    const missing = keys.map(changeOf).filter(({ topic, id, version }) => !this.facts.has(topic, id, version));
    const states = new Map((await this.rowsOf(missing)).map((row) => [`${row.topic} ${row.id}`, row.state]));
    return () => {
      for (const { topic, id } of missing) this.facts.apply({ topic, id, state: states.get(`${topic} ${id}`) ?? null });
    };
  }

  private async rowsOf(changes: readonly Change[]): Promise<Row[]> {
    if (changes.length === 0) return [];
    return this.source.query<Row[]>(
      `SELECT topic, id, version, state FROM projected
       WHERE (topic, id) IN (SELECT * FROM unnest($1::text[], $2::uuid[]))`,
      [changes.map(({ topic }) => topic), changes.map(({ id }) => id)],
    );
  }

  /** Stores a state in the consumer's transaction, and updates memory after the commit. Null deletes the row. */
  async store(
    { topic, id, version, inBatch, afterCommit }: ConsumerContext,
    state: AggregateState | null,
  ): Promise<void> {
    const stored = inBatch(this.write, { topic, id, version, state });
    afterCommit(() =>
      this.feed.apply(() => this.facts.apply({ topic, id, state: stored().get(`${topic} ${id}`) ?? null })),
    );
  }

  /** Stores or deletes the states of a batch. Returns what is stored now. */
  private readonly write: BatchWork<ToKeep, Stored> = async (manager, wanted) => {
    // A state about an erased person may arrive after the erasure. It is not stored; its own tombstone follows.
    const persons = wanted.flatMap(({ state }) => state?.candidate ?? []);
    const erased = persons.length > 0 ? await erasedAmong(manager, persons) : new Set<string>();
    const isErased = ({ state }: ToKeep) => state?.candidate !== undefined && erased.has(state.candidate);
    const all = wanted.map((one) => (isErased(one) ? { ...one, state: null } : one));
    const kept = all.filter(({ state }) => state !== null);
    if (kept.length > 0) {
      await manager.query(
        `INSERT INTO projected (topic, id, version, state)
         SELECT topic, id, version, state FROM json_to_recordset($1) AS kept (topic text, id uuid, version bigint, state jsonb)
         ON CONFLICT (topic, id) DO UPDATE SET version = EXCLUDED.version, state = EXCLUDED.state`,
        [JSON.stringify(kept)],
      );
    }
    await this.feed.announce(manager, 'projected', all.map(keyOf));
    const gone = all.filter(({ state }) => state === null);
    if (gone.length > 0) {
      await manager.query(
        'DELETE FROM projected USING unnest($1::text[], $2::uuid[]) AS gone (topic, id) WHERE projected.topic = gone.topic AND projected.id = gone.id',
        [gone.map(({ topic }) => topic), gone.map(({ id }) => id)],
      );
    }
    return new Map(all.map(({ topic, id, state }) => [`${topic} ${id}`, state]));
  };

  async versions(): Promise<Map<string, Map<string, number>>> {
    const versions = new Map<string, Map<string, number>>(
      Object.keys(this.facts.counts()).map((topic) => [topic, new Map()]),
    );
    const rows = await this.source.query<Row[]>('SELECT topic, id, version FROM projected');
    for (const row of rows) versions.get(row.topic)?.set(row.id, Number(row.version));
    return versions;
  }
}

/**
 * Consumes the topics that matching reads. A state may arrive before the states that it refers to: it is stored anyway,
 * and counts once they have arrived.
 */
@Controller()
export class ProjectionConsumer {
  constructor(private readonly projection: Projection) {}

  @Consumes(topics.candidateProfile)
  profile(@Payload() profile: CandidateProfile | null, @Ctx() context: ConsumerContext): Promise<void> {
    return this.projection.store(context, unlessErased(profile));
  }

  @Consumes(topics.validationOutcome)
  outcome(@Payload() outcome: ValidationOutcome | null, @Ctx() context: ConsumerContext): Promise<void> {
    return this.projection.store(context, unlessErased(outcome));
  }

  @Consumes(topics.validationProfile)
  validationProfile(@Payload() profile: ValidationProfile | null, @Ctx() context: ConsumerContext): Promise<void> {
    return this.projection.store(context, profile);
  }

  @Consumes(topics.vacancy)
  vacancy(@Payload() vacancy: Vacancy | null, @Ctx() context: ConsumerContext): Promise<void> {
    return this.projection.store(context, vacancy);
  }

  @Consumes(topics.placement)
  placement(@Payload() placement: Placement | null, @Ctx() context: ConsumerContext): Promise<void> {
    return this.projection.store(context, placement);
  }

  @Consumes(topics.booking)
  booking(@Payload() booking: Booking | null, @Ctx() context: ConsumerContext): Promise<void> {
    return this.projection.store(context, unlessErased(booking));
  }
}

const unlessErased = <S extends { readonly status: string }>(state: S | null) =>
  state?.status === 'erased' ? null : state;

/** A change as the change feed announces it; version 0 means that the row was deleted. */
interface Change {
  readonly topic: string;
  readonly id: string;
  readonly version: number;
}

const keyOf = ({ topic, id, version, state }: ToKeep) => `${topic} ${id} ${state ? version : 0}`;

function changeOf(key: string): Change {
  const [topic = '', id = '', version] = key.split(' ');
  return { topic, id, version: Number(version) };
}
