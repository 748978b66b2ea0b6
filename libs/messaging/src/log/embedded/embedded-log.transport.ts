import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { LockedSession, type RoundDone, SteadyClient } from '../../database/index.js';
import { logger } from '../../logger.js';
import {
  type ConsumeOptions,
  type Consumption,
  type LogRecord,
  type OutgoingRecord,
  type TopicSettings,
  type Transport,
} from '../index.js';

const schema = `
  CREATE TABLE IF NOT EXISTS log_identity (id text PRIMARY KEY);
  CREATE TABLE IF NOT EXISTS log_partition (
    topic text NOT NULL, partition int NOT NULL, next_offset bigint NOT NULL DEFAULT 0, PRIMARY KEY (topic, partition));
  CREATE TABLE IF NOT EXISTS log_record (
    topic text NOT NULL, partition int NOT NULL, log_offset bigint NOT NULL, key text NOT NULL, value bytea,
    headers jsonb NOT NULL, published_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (topic, partition, log_offset));
  CREATE INDEX IF NOT EXISTS log_record_key ON log_record (topic, key, log_offset);`;

const channel = 'lotsen_log';
const batchSize = 500;
const sweepMs = 10 * 60_000;

interface RecordRow {
  topic: string;
  partition: number;
  log_offset: string;
  key: string;
  value: Buffer | null;
  headers: Record<string, string>;
}

/**
 * The log that is used if no broker is configured: an append-only table in PostgreSQL, for one machine. Each partition
 * has a counter row for its offsets. A publisher locks the row until it commits, so offsets are committed in order. One
 * member of each group is active, the others stand by.
 */
export class EmbeddedLogTransport implements Transport {
  readonly kind = 'embedded';
  private readonly pool: pg.Pool;
  private id = '';
  private sweeper: NodeJS.Timeout | undefined;

  constructor(private readonly databaseUrl: string) {
    this.pool = new pg.Pool({
      Client: SteadyClient,
      connectionString: databaseUrl,
      max: 8,
      application_name: 'lotsen-log',
      statement_timeout: 30_000,
      connectionTimeoutMillis: 10_000,
    });
    this.pool.on('error', (error) => {
      if (!this.pool.ending) logger.warn(`The embedded log lost a connection: ${error.message}`);
    });
  }

  get logId(): string {
    return this.id;
  }

  async connect(): Promise<void> {
    await this.inTransaction(async (client) => {
      await client.query(`SELECT pg_advisory_xact_lock(hashtext('lotsen log schema'))`);
      await client.query(schema);
      await client.query(`INSERT INTO log_identity SELECT $1 WHERE NOT EXISTS (SELECT FROM log_identity)`, [
        `embedded-${randomUUID()}`,
      ]);
    });
    const { rows } = await this.pool.query<{ id: string }>('SELECT id FROM log_identity');
    this.id = rows[0]?.id ?? '';
    this.sweeper ??= setInterval(() => {
      this.sweep().catch((error: Error) => logger.warn(`The sweep of the embedded log failed: ${error.message}`));
    }, sweepMs).unref();
  }

  async ping(): Promise<void> {
    await this.pool.query('SELECT 1');
  }

  async ensureTopics(topics: readonly TopicSettings[]): Promise<void> {
    for (const { name, partitions } of topics) {
      await this.pool.query(
        `INSERT INTO log_partition (topic, partition) SELECT $1, generate_series(0, $2 - 1) ON CONFLICT DO NOTHING`,
        [name, partitions],
      );
    }
  }

  async publish(records: readonly OutgoingRecord[]): Promise<void> {
    if (records.length === 0) return;
    await this.inTransaction(async (client) => {
      const byPartition = new Map<string, { topic: string; partition: number; records: OutgoingRecord[] }>();
      for (const record of records) {
        const count = await this.partitionCount(client, record.topic);
        const partition = partitionOf(record.key, count);
        const id = `${record.topic}/${partition}`;
        const known = byPartition.get(id);
        if (known) known.records.push(record);
        else byPartition.set(id, { topic: record.topic, partition, records: [record] });
      }
      // Partitions are always locked in the same order, so that two publishers cannot deadlock.
      for (const [, group] of [...byPartition].sort(([a], [b]) => (a < b ? -1 : 1))) {
        await this.append(client, group.topic, group.partition, group.records);
      }
      await client.query(`SELECT pg_notify($1, '')`, [channel]);
    });
  }

  private readonly partitionCounts = new Map<string, number>();

  private async partitionCount(client: pg.PoolClient, topic: string): Promise<number> {
    const known = this.partitionCounts.get(topic);
    if (known) return known;
    const { rows } = await client.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM log_partition WHERE topic = $1',
      [topic],
    );
    const count = rows[0]?.n ?? 0;
    if (count === 0) throw new Error(`There is no topic ${topic} in the embedded log: ensureTopics creates it.`);
    this.partitionCounts.set(topic, count);
    return count;
  }

  private async append(client: pg.PoolClient, topic: string, partition: number, records: readonly OutgoingRecord[]) {
    const { rows } = await client.query<{ next_offset: string }>(
      `UPDATE log_partition SET next_offset = next_offset + $3 WHERE topic = $1 AND partition = $2 RETURNING next_offset`,
      [topic, partition, records.length],
    );
    const first = Number(rows[0]?.next_offset) - records.length;
    await client.query(
      `INSERT INTO log_record (topic, partition, log_offset, key, value, headers)
       SELECT $1, $2, $3::bigint + n - 1, key, value, headers
       FROM unnest($4::text[], $5::bytea[], $6::jsonb[]) WITH ORDINALITY AS r (key, value, headers, n)`,
      [topic, partition, first, records.map((r) => r.key), records.map((r) => r.value), records.map((r) => r.headers)],
    );
    // A tombstone deletes the earlier records of its key at once, without waiting for a compaction.
    const erased = records.filter((record) => record.value === null).map((record) => record.key);
    if (erased.length > 0) {
      await client.query(`DELETE FROM log_record WHERE topic = $1 AND key = ANY($2) AND value IS NOT NULL`, [
        topic,
        erased,
      ]);
    }
  }

  async consume(options: ConsumeOptions): Promise<Consumption> {
    const member = new GroupMember(
      this.databaseUrl,
      options,
      () => this.ends(options.topics),
      (positions) => this.fetch(positions),
    );
    member.start();
    return member;
  }

  /** The next records of each partition from its position on, at most `batchSize`. */
  private async fetch(positions: readonly Position[]): Promise<LogRecord[]> {
    const { rows } = await this.pool.query<RecordRow>(
      `SELECT record.* FROM unnest($1::text[], $2::int[], $3::bigint[]) AS position (topic, partition, next)
       CROSS JOIN LATERAL (
         SELECT topic, partition, log_offset, key, value, headers FROM log_record
         WHERE topic = position.topic AND partition = position.partition AND log_offset >= position.next
         ORDER BY log_offset LIMIT ${batchSize}) AS record
       ORDER BY topic, partition, log_offset`,
      [
        positions.map(({ topic }) => topic),
        positions.map(({ partition }) => partition),
        positions.map(({ next }) => next),
      ],
    );
    return rows.map(({ log_offset, ...row }) => ({ ...row, offset: Number(log_offset) }));
  }

  async endOffsets(topic: string): Promise<ReadonlyMap<number, number>> {
    const { rows } = await this.pool.query<{ partition: number; next_offset: string }>(
      'SELECT partition, next_offset FROM log_partition WHERE topic = $1 ORDER BY partition',
      [topic],
    );
    return new Map(rows.map((row) => [row.partition, Number(row.next_offset)]));
  }

  /** The offset after the last record of every partition, by topic and partition. */
  private async ends(topics: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const { rows } = await this.pool.query<{ topic: string; partition: number; next_offset: string }>(
      'SELECT topic, partition, next_offset FROM log_partition WHERE topic = ANY($1)',
      [topics],
    );
    return new Map(rows.map((row) => [`${row.topic}/${row.partition}`, Number(row.next_offset)]));
  }

  async *read(topic: string): AsyncIterable<LogRecord> {
    for (const [partition, end] of await this.endOffsets(topic)) {
      let from = 0;
      while (from < end) {
        const records = (await this.fetch([{ topic, partition, next: from }])).filter((record) => record.offset < end);
        if (records.length === 0) break;
        yield* records;
        from = (records.at(-1)?.offset ?? end) + 1;
      }
    }
  }

  /** Deletes records older than `olderThanMs` whose key has a later record, as a broker's compaction does. */
  async sweep(olderThanMs = 3_600_000): Promise<number> {
    const { rowCount } = await this.pool.query(
      `DELETE FROM log_record old WHERE published_at <= now() - make_interval(secs => $1) AND EXISTS (
         SELECT FROM log_record newer
         WHERE newer.topic = old.topic AND newer.key = old.key AND newer.log_offset > old.log_offset)`,
      [olderThanMs / 1000],
    );
    return rowCount ?? 0;
  }

  async close(): Promise<void> {
    clearInterval(this.sweeper);
    await this.pool.end();
  }

  private async inTransaction(work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN');
      await work(client);
      await client.query('COMMIT');
      client.release();
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      client.release(error as Error);
      throw error;
    }
  }
}

/** FNV-1a: a key always lands in the same partition. */
function partitionOf(key: string, partitions: number): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(key)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0) % partitions;
}

interface Position {
  readonly topic: string;
  readonly partition: number;
  next: number;
}

/** One member of a group: it waits for the group's lock, then reads all partitions of the topics. */
class GroupMember implements Consumption {
  private positions: Position[] = [];
  private readonly session: LockedSession;

  constructor(
    databaseUrl: string,
    private readonly options: ConsumeOptions,
    private readonly ends: () => Promise<ReadonlyMap<string, number>>,
    private readonly fetch: (positions: readonly Position[]) => Promise<LogRecord[]>,
  ) {
    this.session = new LockedSession({
      name: `Group ${options.group}`,
      databaseUrl,
      channel,
      lock: ['lotsen group', options.group],
      gatherMs: options.gatherMs,
      begin: (client) => this.begin(client),
      round: () => this.round(),
    });
  }

  start(): void {
    this.session.start();
  }

  stop(): Promise<void> {
    return this.session.stop();
  }

  private async begin(client: pg.Client): Promise<void> {
    await this.options.onAssigned();
    const { rows } = await client.query<{ topic: string; partition: number }>(
      'SELECT topic, partition FROM log_partition WHERE topic = ANY($1) ORDER BY topic, partition',
      [this.options.topics],
    );
    this.positions = rows.map((row) => ({ ...row, next: this.options.nextOffset(row.topic, row.partition) ?? 0 }));
  }

  private async round(): Promise<RoundDone> {
    const ends = await this.ends();
    const behind = this.positions.filter(
      ({ topic, partition, next }) => (ends.get(`${topic}/${partition}`) ?? 0) > next,
    );
    if (behind.length === 0) return 'nothing';
    const records = await this.fetch(behind);
    if (records.length === 0) return 'nothing';
    await this.options.onRecords({ records, heartbeat: async () => undefined });
    const next = new Map(records.map(({ topic, partition, offset }) => [`${topic}/${partition}`, offset + 1]));
    for (const position of behind) {
      position.next = next.get(`${position.topic}/${position.partition}`) ?? position.next;
    }
    return behind.every(({ topic, partition, next: at }) => at >= (ends.get(`${topic}/${partition}`) ?? 0))
      ? 'all'
      : 'some';
  }
}
