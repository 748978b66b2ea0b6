import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { logger } from './logger.js';
import { outboxChannel } from './outbox.js';
import type { OutgoingRecord, Transport } from './transport.js';

const batchSize = 500;
const pollMs = 1000;

interface OutboxRow extends OutgoingRecord {
  seq: string;
}

/**
 * Publishes a database's outbox in sequence, then deletes what the log has. One relay a database is active: it holds an
 * advisory lock for as long as its connection lives. A key that fails holds back only itself.
 */
export class OutboxRelay {
  private stopping = false;
  private running: Promise<void> = Promise.resolve();
  private wake: () => void = () => undefined;
  private readonly blocked = new Set<string>();

  constructor(
    private readonly databaseUrl: string,
    private readonly transport: Transport,
  ) {}

  start(): void {
    this.running = this.run();
  }

  /** Publishes what is left, then stops. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.running;
  }

  private async run(): Promise<void> {
    let backoff = 100;
    while (!this.stopping) {
      try {
        await this.session();
        backoff = 100;
      } catch (error) {
        if (this.stopping) return;
        logger.warn(`The outbox relay tries again in ${backoff} ms: ${(error as Error).message}`);
        await this.pause(backoff);
        backoff = Math.min(backoff * 2, 5000);
      }
    }
  }

  private async session(): Promise<void> {
    const client = new pg.Client({ connectionString: this.databaseUrl, application_name: 'lotsen-relay' });
    let broken: Error | undefined;
    client.on('error', (error) => {
      broken = error;
      this.wake();
    });
    client.on('notification', () => this.wake());
    await client.connect();
    try {
      await client.query(`LISTEN ${outboxChannel}`);
      while (!this.stopping && !(await lock(client))) await this.pause(pollMs);
      while (!this.stopping) {
        if (broken) throw broken;
        if ((await this.runOnce(client)) === 0) await this.pause(pollMs);
      }
      while (!broken && (await this.runOnce(client)) > 0);
    } finally {
      await client.end().catch(() => undefined);
    }
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

  private async pause(ms: number): Promise<void> {
    const aborted = new AbortController();
    this.wake = () => aborted.abort();
    if (this.stopping) return;
    await sleep(ms, undefined, { signal: aborted.signal }).catch(() => undefined);
  }
}

/** The log itself cannot be reached: nothing can go, so nothing is to blame. */
function isAway(error: Error): boolean {
  return /ECONN|ETIMEDOUT|ENOTFOUND|terminat|timeout|Connection|disconnected|retr(y|ies)|starting up|shutting down/iu.test(
    `${error.name} ${error.message}`,
  );
}

async function lock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(
    `SELECT pg_try_advisory_lock(hashtext('lotsen relay')) AS locked`,
  );
  return rows[0]?.locked ?? false;
}
