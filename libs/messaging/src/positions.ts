import type { DataSource, EntityManager } from 'typeorm';
import { logger } from './logger.js';
import type { LogRecord, Transport } from './transport.js';

/** The offset after the last record of a partition, at some moment. */
export interface PartitionEnd {
  readonly topic: string;
  readonly partition: number;
  readonly end: number;
}

/** Where a group reads on in each partition: kept in its own database, with the effects of what was read, and in memory. */
export class Positions {
  private readonly offsets = new Map<string, number>();

  constructor(
    private readonly source: DataSource,
    private readonly transport: Transport,
  ) {}

  /** Undefined where nothing of it was ever read. */
  next(topic: string, partition: number): number | undefined {
    return this.offsets.get(`${topic}/${partition}`);
  }

  /** How far it was read; 0 where it never was. */
  read(topic: string, partition: number): number {
    return this.next(topic, partition) ?? 0;
  }

  /** Memory as the database has it. */
  async load(topics: readonly string[]): Promise<void> {
    this.offsets.clear();
    const rows = await this.source.query<{ topic: string; partition: number; next_offset: string }[]>(
      'SELECT topic, partition, next_offset FROM consumed_offset WHERE log = $1',
      [this.transport.logId],
    );
    for (const row of rows) this.offsets.set(`${row.topic}/${row.partition}`, Number(row.next_offset));
    for (const topic of topics) {
      for (const [partition, end] of await this.transport.endOffsets(topic)) {
        const key = `${topic}/${partition}`;
        // A topic that was emptied or made anew starts over: what this group had read is no longer in it.
        if (this.read(topic, partition) > end && this.offsets.delete(key)) {
          logger.warn(
            `${topic} partition ${partition} is shorter than what was read of it: it is read from its start.`,
          );
        }
      }
    }
  }

  /** In the transaction of what the records did. */
  async keep(manager: EntityManager, records: readonly LogRecord[]): Promise<void> {
    const ends = endsOf(records);
    await manager.query(
      `INSERT INTO consumed_offset SELECT $1, * FROM unnest($2::text[], $3::int[], $4::bigint[])
       ON CONFLICT (log, topic, partition) DO UPDATE SET next_offset = EXCLUDED.next_offset`,
      [
        this.transport.logId,
        ends.map(({ topic }) => topic),
        ends.map(({ partition }) => partition),
        ends.map(({ end }) => end),
      ],
    );
  }

  /** Once that transaction has committed. */
  remember(records: readonly LogRecord[]): void {
    for (const { topic, partition, end } of endsOf(records)) this.offsets.set(`${topic}/${partition}`, end);
  }
}

/** Where each partition goes on after its last record. */
function endsOf(records: readonly LogRecord[]): readonly PartitionEnd[] {
  const ends = new Map<string, PartitionEnd>();
  for (const { topic, partition, offset } of records) {
    ends.set(`${topic}/${partition}`, { topic, partition, end: offset + 1 });
  }
  return [...ends.values()];
}
