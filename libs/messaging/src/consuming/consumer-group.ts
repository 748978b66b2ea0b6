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
  /** The record as it was read: a signature covers its bytes. */
  readonly record: LogRecord;
  /** The transaction in which the handler's effects, the version and the offset become durable together. */
  readonly manager: EntityManager;
  /** Runs `effect` once the transaction has committed. For updates of in-memory copies. */
  afterCommit(effect: () => void): void;
  /**
   * Runs `work` once for all records of the transaction that ask for it, after all their handlers. If several records
   * have the same topic and key, `work` gets the item of the last one. Once the transaction has committed, the returned
   * function gives the result of `work`.
   */
  inBatch<T, R>(work: BatchWork<T, R>, item: T): () => R;
}

/** Work that the handlers of one transaction share. Each of them has to pass the same function. */
export type BatchWork<T, R = void> = (manager: EntityManager, items: readonly T[]) => Promise<R>;

/** Applies one state; null is a tombstone. Called only for a version higher than any before. */
export type StateHandler = (state: AggregateState | null, context: ConsumerContext) => Promise<void>;

const chunkSize = 100;

/** An update of in-memory copies or metrics, run once the transaction of a record has committed. */
type Effect = () => void;

/**
 * Reads topics for one service. One transaction parses and validates records, compares versions, applies the new ones
 * and stores the offsets; then the transport commits the offsets to the broker. A record that can never be consumed goes to the dead letters.
 * After a transient failure the group retries, however long the failure lasts.
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
    // `stop` was called during the start.
    if (this.closed) await this.pause();
  }

  /** Stops for good. */
  async stop(): Promise<void> {
    this.closed = true;
    await this.pause();
  }

  /** Another member of the group may have advanced the positions, or started a rebuild. */
  private async loadPositions(): Promise<void> {
    try {
      await this.positions.reload([...this.handlers.keys()]);
    } catch (error) {
      if (error instanceof ReadingAnew) this.beginAnew();
      throw error;
    }
  }

  /**
   * Not awaited, because it would deadlock: this runs inside onAssigned or onRecords, and readAnew waits until that call
   * has returned.
   */
  private beginAnew(): void {
    this.readAnew().catch((failed: Error) => logger.warn(`Group ${this.name} reads on: ${failed.message}`));
  }

  private async pause(): Promise<void> {
    this.stopping = true;
    await this.consumption?.stop();
    this.consumption = undefined;
  }

  /**
   * Deletes the stored offsets and versions, lets `empty` delete the data that was built from the records, and reads
   * all topics from their start. Erased ids stay known. The other members of the group have to call `readAnew`: until
   * then, every transaction in which they process records is rolled back.
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

  /** Restarts the consumer from the positions in the database, if another member has started a rebuild. */
  readAnew(): Promise<void> {
    return this.inTurn(async () => {
      if (this.closed || !this.consumption || !(await this.positions.areOfBefore())) return;
      await this.pause();
      await this.startAgain();
    });
  }

  /** Runs stops and starts of the consumer one after another. */
  private inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }

  /** Whether the group has read again all that the log held at the last rebuild. */
  async hasReadAgain(): Promise<boolean> {
    return this.positions.haveBeenReadAgain();
  }

  /** Retries the start until it succeeds, however long the database or the broker is away. */
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

  /** The present end offsets of the topics that the group reads. */
  async ends(): Promise<readonly PartitionEnd[]> {
    const ends: PartitionEnd[] = [];
    for (const topic of this.handlers.keys()) {
      for (const [partition, end] of await this.transport.endOffsets(topic)) ends.push({ topic, partition, end });
    }
    return ends;
  }

  /** Whether the group has read up to these end offsets. */
  hasRead(ends: readonly PartitionEnd[]): Promise<boolean> {
    return this.positions.haveReached(ends);
  }

  /** Consumes one dead letter again. @throws Error if it still cannot be consumed */
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

  /** Retries transient failures. After any other, applies records one by one; those that fail become dead letters. */
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

  /** Passes new versions to their handlers, in order. @returns the records that can never be consumed */
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
      // A tombstone erases the dead letters of its key too.
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

  /** Runs a handler in a span under the request that wrote the event. The span ends after the commit and the effects. */
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
      // The message may contain data of the event, so the span records only the name of the error.
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
