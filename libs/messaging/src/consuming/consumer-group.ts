import { setTimeout as sleep } from 'node:timers/promises';
import { type DeadLetterCode, topicsByName } from '@lotsen/contracts';
import { context as otel, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { DataSource, EntityManager } from 'typeorm';
import { backoff, isTransient } from '../database/index.js';
import {
  type AggregateState,
  type Arrival,
  type Consumption,
  contextOfTraceparent,
  decodeState,
  erasedVersion,
  type LogRecord,
  type Transport,
} from '../log/index.js';
import { logger } from '../logger.js';
import { Telemetry } from '../telemetry.js';
import { claim } from './claim.js';
import { storeDeadLetter } from './dead-letters.js';
import { type PartitionEnd, Positions, ReadingAnew } from './positions.js';

/** What a handler gets beside the state. */
export interface ConsumerContext {
  readonly topic: string;
  readonly id: string;
  readonly version: number;
  /** As it came: what is signed is its bytes. */
  readonly record: LogRecord;
  /** The transaction in which the handler's effects, the version and the offset become durable together. */
  readonly manager: EntityManager;
  /** Runs once that transaction has committed: for what memory holds. */
  afterCommit(effect: () => void): void;
  /**
   * Has `work` done once for all records of that transaction that ask for it, after their handlers: with the last item of each
   * key. Once that has committed, the returned function gives what the work returned.
   */
  inBatch<T, R>(work: BatchWork<T, R>, item: T): () => R;
}

/** What handlers of one transaction do in common. The same function for each of them. */
export type BatchWork<T, R = void> = (manager: EntityManager, items: readonly T[]) => Promise<R>;

/** Applies one state; null is a tombstone. Called only for a version higher than any before. */
export type StateHandler = (state: AggregateState | null, context: ConsumerContext) => Promise<void>;

const chunkSize = 100;

/** What memory and the watchers do once the transaction of a record has committed. */
type Effect = () => void;

/**
 * Reads topics for one service: parse, validate, compare versions, apply, and keep the offset, in one transaction; then
 * the transport commits. What can never be taken in goes to the dead letters; what cannot be taken in now is tried again for as long as it lasts.
 */
export class ConsumerGroup {
  private handlers: ReadonlyMap<string, StateHandler> = new Map();
  private consumption: Consumption | undefined;
  private readonly positions: Positions;
  private stopping = false;
  private closed = false;
  private turn: Promise<void> = Promise.resolve();

  constructor(
    readonly name: string,
    private readonly source: DataSource,
    private readonly transport: Transport,
    private readonly telemetry: Telemetry = new Telemetry(),
    private readonly gatherMs = 10,
  ) {
    this.positions = new Positions(source, transport);
  }

  async start(handlers: ReadonlyMap<string, StateHandler>): Promise<void> {
    this.handlers = handlers;
    if (handlers.size === 0 || this.closed) return;
    this.stopping = false;
    await this.positions.load([...handlers.keys()]);
    this.consumption = await this.transport.consume({
      group: this.name,
      topics: [...handlers.keys()],
      gatherMs: this.gatherMs,
      onAssigned: () => this.loadPositions(),
      nextOffset: (topic, partition) => this.positions.next(topic, partition),
      onRecords: (arrival) => this.onRecords(arrival),
    });
    // Asked to stop while it started.
    if (this.closed) await this.pause();
  }

  /** Stops for good. */
  async stop(): Promise<void> {
    this.closed = true;
    await this.pause();
  }

  /** Another member may have read on meanwhile, or have begun anew. */
  private async loadPositions(): Promise<void> {
    try {
      await this.positions.reload([...this.handlers.keys()]);
    } catch (error) {
      if (error instanceof ReadingAnew) this.beginAnew();
      throw error;
    }
  }

  /** Not awaited: it waits for the call from which it is asked to end. */
  private beginAnew(): void {
    this.readAnew().catch((failed: Error) => logger.warn(`Group ${this.name} reads on: ${failed.message}`));
  }

  private async pause(): Promise<void> {
    this.stopping = true;
    await this.consumption?.stop();
    this.consumption = undefined;
  }

  /**
   * Forgets what was read, lets `empty` drop what came of it, and reads all topics from their start. Erased ids stay known. The
   * other members of the group have to `readAnew` as well: until they do, nothing that they take in counts.
   */
  rebuild(empty: (manager: EntityManager) => Promise<void>): Promise<void> {
    return this.inTurn(async () => this.rebuildNow(empty));
  }

  private async rebuildNow(empty: (manager: EntityManager) => Promise<void>): Promise<void> {
    await this.pause();
    try {
      const ends = await this.ends();
      await this.source.transaction(async (manager) => {
        await this.positions.forget(manager, ends);
        await manager.query('DELETE FROM consumed_version WHERE version < $1', [erasedVersion]);
        await empty(manager);
      });
    } finally {
      await this.startAgain();
    }
  }

  /** Begins from the positions of the database, where all was forgotten by another member. */
  readAnew(): Promise<void> {
    return this.inTurn(async () => {
      if (this.closed || !this.consumption || !(await this.positions.areOfBefore())) return;
      await this.pause();
      await this.startAgain();
    });
  }

  /** Stops and starts of the reading come one after another. */
  private inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }

  /** Whether all that the log had when it was last forgotten has been read again. */
  async hasReadAgain(): Promise<boolean> {
    return this.positions.haveBeenReadAgain();
  }

  /** A group that was reading reads on, however long its servers are away. */
  private async startAgain(): Promise<void> {
    for (const pause of backoff()) {
      if (this.closed) return;
      try {
        return await this.start(this.handlers);
      } catch (error) {
        logger.warn(`Group ${this.name} starts again in ${pause} ms: ${(error as Error).message}`);
        await sleep(pause);
      }
    }
  }

  /** How many records of each topic have not been read yet. */
  async lag(): Promise<Record<string, number>> {
    const lag: Record<string, number> = {};
    for (const { topic, left } of await this.positions.unread(await this.ends())) {
      lag[topic] = (lag[topic] ?? 0) + left;
    }
    return lag;
  }

  /** Where the topics that are read end now. */
  async ends(): Promise<readonly PartitionEnd[]> {
    const ends: PartitionEnd[] = [];
    for (const topic of this.handlers.keys()) {
      for (const [partition, end] of await this.transport.endOffsets(topic)) ends.push({ topic, partition, end });
    }
    return ends;
  }

  /** Whether all was read that the log had at such a moment. */
  hasRead(ends: readonly PartitionEnd[]): Promise<boolean> {
    return this.positions.haveReached(ends);
  }

  /** Takes in one dead letter again, as it came. */
  async replay(record: LogRecord): Promise<void> {
    const effects: Effect[] = [];
    await this.source.transaction(async (manager) => {
      const [refused] = await this.takeIn(manager, [record], effects);
      if (refused) throw new Error(`It still cannot be taken in (${refused.code}): ${refused.detail}.`);
    });
    for (const effect of effects) effect();
  }

  private async onRecords({ records, heartbeat }: Arrival): Promise<void> {
    const fresh = records.filter(({ topic, partition, offset }) => offset >= this.positions.read(topic, partition));
    for (let at = 0; at < fresh.length && !this.stopping; at += chunkSize) {
      await this.insist(fresh.slice(at, at + chunkSize), heartbeat);
      await heartbeat();
    }
    if (this.stopping) throw new Error(`Group ${this.name} is stopping: the rest comes again.`);
  }

  /** Tries until it holds: a chunk that fails for good is taken apart, and only the record at fault is buried. */
  private async insist(records: readonly LogRecord[], heartbeat: Arrival['heartbeat']): Promise<void> {
    for (const pause of backoff()) {
      try {
        await this.apply(records);
        return;
      } catch (error) {
        if (error instanceof ReadingAnew) {
          this.beginAnew();
          throw error;
        }
        if (!isTransient(error)) {
          if (records.length > 1) {
            for (const record of records) await this.insist([record], heartbeat);
            return;
          }
          await this.storeDeadLetterAlone(records[0] as LogRecord, (error as Error).message);
          return;
        }
        if (this.stopping) throw error;
        logger.warn(`Group ${this.name} waits ${pause} ms for its database: ${(error as Error).message}`);
        for (let waited = 0; waited < pause && !this.stopping; waited += 1000) {
          await sleep(Math.min(1000, pause - waited));
          await heartbeat();
        }
      }
    }
  }

  private async apply(records: readonly LogRecord[]): Promise<void> {
    const effects: Effect[] = [];
    await this.source.transaction(async (manager) => {
      await this.positions.assertOfNow(manager);
      for (const { record, code, detail } of await this.takeIn(manager, records, effects)) {
        logger.error(`A record of ${record.topic} goes to the dead letters (${code}): ${detail}`);
        await storeDeadLetter(manager, this.transport.logId, record, code, detail);
        effects.push(() => this.telemetry.messaging.buried.inc({ topic: record.topic, code }));
      }
      await this.positions.store(manager, records);
    });
    this.positions.remember(records);
    for (const effect of effects) effect();
  }

  /** Hands what is new to its handlers, in order; returns what can never be taken in. */
  private async takeIn(
    manager: EntityManager,
    records: readonly LogRecord[],
    effects: Effect[],
  ): Promise<readonly Unreadable[]> {
    const unreadable: Unreadable[] = [];
    const states: Readable[] = [];
    for (const record of records) {
      const read = this.read(record);
      if ('code' in read) unreadable.push(read);
      else states.push(read);
    }
    const offers = states.map(({ record: { topic, key }, version }) => ({ topic, key, version }));
    const isNew = await claim(manager, offers);
    const shared = new Map<BatchWork<never, unknown>, Map<string, unknown>>();
    const results = new Map<BatchWork<never, unknown>, unknown>();
    for (const [at, { record, state, version, handler }] of states.entries()) {
      if (!isNew[at]) continue;
      const { topic, key: id } = record;
      // What is erased is erased among the dead letters too.
      if (!state) await manager.query('DELETE FROM dead_letter WHERE topic = $1 AND key = $2', [topic, id]);
      const afterCommit = (effect: Effect) => void effects.push(effect);
      const inBatch = <T, R>(work: BatchWork<T, R>, item: T) => {
        const items = shared.get(work) ?? new Map<string, unknown>();
        shared.set(work, items.set(`${topic}/${id}`, item));
        return () => results.get(work) as R;
      };
      const context = { topic, id, version, record, manager, afterCommit, inBatch };
      await this.traced(record, effects, () => handler(state, context));
    }
    for (const [work, items] of shared) results.set(work, await work(manager, [...items.values()] as never[]));
    return unreadable;
  }

  private read(record: LogRecord): Readable | Unreadable {
    const topic = topicsByName.get(record.topic);
    const handler = this.handlers.get(record.topic);
    if (!topic || !handler) return { record, code: 'unknown-topic', detail: 'this service does not read the topic' };
    if (!record.value) return { record, state: null, version: erasedVersion, handler };
    const decoded = decodeState(topic, record.key, record.value, record.headers);
    if (decoded.kind === 'refused') return { record, code: decoded.code, detail: decoded.detail };
    return { record, state: decoded.state, version: decoded.state.version, handler };
  }

  /** A span under the request that wrote the event, from its handler until its effect is committed and in memory. */
  private async traced(record: LogRecord, effects: Effect[], handle: () => Promise<void>): Promise<void> {
    const { topic, headers } = record;
    const parent = contextOfTraceparent(headers.ce_traceparent);
    const span = this.telemetry.tracer.startSpan(
      `handle ${topic}`,
      { kind: SpanKind.CONSUMER, attributes: { 'messaging.destination.name': topic } },
      parent,
    );
    const context = trace.setSpan(parent, span);
    const done = this.telemetry.messaging.handled.startTimer({ topic });
    const first = effects.length;
    try {
      await otel.with(context, handle);
    } catch (error) {
      // Its message may hold what the event says: only the kind of error is recorded.
      span.setStatus({ code: SpanStatusCode.ERROR, message: (error as Error).name });
      span.end();
      throw error;
    }
    done();
    const own = effects.splice(first);
    effects.push(() => {
      const changedAt = Date.parse(headers.ce_time ?? '');
      if (!Number.isNaN(changedAt))
        this.telemetry.messaging.delayed.observe({ topic }, Math.max(0, Date.now() - changedAt) / 1000);
      otel.with(context, () => {
        for (const effect of own) effect();
      });
      span.end();
    });
  }

  private async storeDeadLetterAlone(record: LogRecord, detail: string): Promise<void> {
    logger.error(`A record of ${record.topic} goes to the dead letters: its handler refused it.`);
    await this.source.transaction(async (manager) => {
      await this.positions.assertOfNow(manager);
      await storeDeadLetter(manager, this.transport.logId, record, 'handler-refused', detail);
      await this.positions.store(manager, [record]);
    });
    this.telemetry.messaging.buried.inc({ topic: record.topic, code: 'handler-refused' });
    this.positions.remember([record]);
  }
}

interface Readable {
  readonly record: LogRecord;
  readonly state: AggregateState | null;
  readonly version: number;
  readonly handler: StateHandler;
}

interface Unreadable {
  readonly record: LogRecord;
  readonly code: DeadLetterCode;
  readonly detail: string;
}
