import { SpanKind } from '@opentelemetry/api';
import type pg from 'pg';
import { LockedSession, type RoundDone } from '../database/index.js';
import { contextOfTraceparent, type OutgoingRecord, type Transport } from '../log/index.js';
import { logger } from '../logger.js';
import { Telemetry } from '../telemetry.js';
import { outboxChannel } from './outbox.js';

const batchSize = 500;

interface OutboxRow extends OutgoingRecord {
  seq: string;
  written_at: Date;
}

/**
 * Publishes the outbox of one database in its order, and deletes the events that the log has stored. One relay for each
 * database is active: it holds an advisory lock for as long as its connection lives. If an event cannot be published,
 * only the events with the same key wait for it.
 */
export class OutboxRelay {
  private readonly session: LockedSession;
  private readonly blocked = new Set<string>();

  constructor(
    databaseUrl: string,
    private readonly transport: Transport,
    private readonly telemetry: Telemetry = new Telemetry(),
  ) {
    this.session = new LockedSession({
      name: 'The outbox relay',
      databaseUrl,
      channel: outboxChannel,
      lock: ['lotsen relay', ''],
      gatherMs: 10,
      round: (client) => this.runOnce(client),
      finish: async (client) => {
        while ((await this.runOnce(client)) !== 'nothing');
      },
    });
  }

  start(): void {
    this.session.start();
  }

  /** Publishes what is left, then stops. */
  stop(): Promise<void> {
    return this.session.stop();
  }

  /** Publishes one batch. */
  private async runOnce(client: pg.Client): Promise<RoundDone> {
    const { rows } = await client.query<OutboxRow>(
      `SELECT seq, topic, key, value, headers, written_at FROM outbox WHERE key <> ALL($1) ORDER BY seq LIMIT ${batchSize}`,
      [[...this.blocked]],
    );
    if (rows.length === 0) {
      // Events that failed are retried once all others have been published.
      this.blocked.clear();
      return 'nothing';
    }
    const began = Date.now();
    const published = await this.publish(rows);
    this.recordPublished(published, began);
    await client.query('DELETE FROM outbox WHERE seq = ANY($1)', [published.map((row) => row.seq)]);
    return rows.length < batchSize ? 'all' : 'some';
  }

  private async publish(rows: readonly OutboxRow[]): Promise<readonly OutboxRow[]> {
    try {
      await this.transport.publish(rows);
      return rows;
    } catch (error) {
      if (rows.length === 1 && rows[0]) return this.block(rows[0], error as Error);
      if (isAway(error as Error)) throw error;
    }
    const published: OutboxRow[] = [];
    for (const row of rows) {
      if (this.blocked.has(row.key)) continue;
      try {
        await this.transport.publish([row]);
        published.push(row);
      } catch (error) {
        this.block(row, error as Error);
      }
    }
    return published;
  }

  /** Counts the events, and adds a span for each one to the trace of the request that wrote it. */
  private recordPublished(published: readonly OutboxRow[], began: number): void {
    for (const { topic, headers, written_at } of published) {
      this.telemetry.messaging.published.inc({ topic });
      this.telemetry.messaging.waited.observe(Math.max(0, Date.now() - written_at.getTime()) / 1000);
      if (!headers.ce_traceparent) continue;
      this.telemetry.tracer
        .startSpan(
          `publish ${topic}`,
          { kind: SpanKind.PRODUCER, startTime: began, attributes: { 'messaging.destination.name': topic } },
          contextOfTraceparent(headers.ce_traceparent),
        )
        .end();
    }
  }

  private block(row: OutboxRow, error: Error): [] {
    if (isAway(error)) throw error;
    this.blocked.add(row.key);
    logger.error(`An event of ${row.topic} could not be published (outbox ${row.seq}): ${error.message}`);
    return [];
  }
}

/** Whether the log itself cannot be reached. Then nothing can be published, and no event is at fault. */
function isAway(error: Error): boolean {
  return /ECONN|ETIMEDOUT|ENOTFOUND|terminat|timeout|Connection|disconnected|retr(y|ies)|starting up|shutting down/iu.test(
    `${error.name} ${error.message}`,
  );
}
