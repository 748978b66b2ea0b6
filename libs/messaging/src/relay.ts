import type pg from 'pg';
import { LockedSession } from './locked-session.js';
import { logger } from './logger.js';
import { outboxChannel } from './outbox.js';
import type { OutgoingRecord, Transport } from './transport.js';

const batchSize = 500;

interface OutboxRow extends OutgoingRecord {
  seq: string;
}

/**
 * Publishes a database's outbox in sequence, then deletes what the log has. One relay a database is active: it holds an
 * advisory lock for as long as its connection lives. A key that fails holds back only itself.
 */
export class OutboxRelay {
  private readonly session: LockedSession;
  private readonly blocked = new Set<string>();

  constructor(
    databaseUrl: string,
    private readonly transport: Transport,
  ) {
    this.session = new LockedSession({
      name: 'The outbox relay',
      databaseUrl,
      channel: outboxChannel,
      lock: ['lotsen relay', ''],
      round: (client) => this.runOnce(client),
      finish: async (client) => {
        while ((await this.runOnce(client)) > 0);
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

  /** Publishes one batch and returns how many events it held; 0 where there was nothing that can go. */
  private async runOnce(client: pg.Client): Promise<number> {
    const { rows } = await client.query<OutboxRow>(
      `SELECT seq, topic, key, value, headers FROM outbox WHERE key <> ALL($1) ORDER BY seq LIMIT ${batchSize}`,
      [[...this.blocked]],
    );
    if (rows.length === 0) {
      // What failed gets another chance once everything else has gone.
      this.blocked.clear();
      return 0;
    }
    const published = await this.publish(rows);
    await client.query('DELETE FROM outbox WHERE seq = ANY($1)', [published.map((row) => row.seq)]);
    return rows.length;
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

  private block(row: OutboxRow, error: Error): [] {
    if (isAway(error)) throw error;
    this.blocked.add(row.key);
    logger.error(`An event of ${row.topic} could not be published (outbox ${row.seq}): ${error.message}`);
    return [];
  }
}

/** The log itself cannot be reached: nothing can go, so nothing is to blame. */
function isAway(error: Error): boolean {
  return /ECONN|ETIMEDOUT|ENOTFOUND|terminat|timeout|Connection|disconnected|retr(y|ies)|starting up|shutting down/iu.test(
    `${error.name} ${error.message}`,
  );
}
