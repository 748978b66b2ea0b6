import type { DataSource, EntityManager } from 'typeorm';
import { type LogRecord, type Transport } from '../log/index.js';
import { logger } from '../logger.js';

/** The offset after the last record of a partition, at some moment. */
export interface PartitionEnd {
  readonly topic: string;
  readonly partition: number;
  readonly end: number;
}

interface Reading {
  readonly epoch: number;
  /** The log that was read, and how far it went, when all was last forgotten. */
  readonly log: string;
  readonly ends: readonly PartitionEnd[];
}

/** Another instance has forgotten all that was read meanwhile: what is being taken in belongs to the time before. */
export class ReadingAnew extends Error {
  override readonly name = 'ReadingAnew';
}

/** Where a group reads on in each partition: kept in its own database, with the effects of what was read, and in memory. */
export class Positions {
  private readonly offsets = new Map<string, number>();
  private epoch = 0;

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

  /** Memory as the database has it, at the start of a reading. */
  async load(topics: readonly string[]): Promise<void> {
    this.epoch = (await this.readingNow()).epoch;
    await this.refresh(topics);
  }

  /**
   * The same while a reading goes on.
   * @throws ReadingAnew where all was forgotten since it began: what arrives comes from where it had read on
   */
  async reload(topics: readonly string[]): Promise<void> {
    if (await this.areOfBefore()) throw new ReadingAnew('All is being read anew.');
    await this.refresh(topics);
  }

  private async refresh(topics: readonly string[]): Promise<void> {
    this.offsets.clear();
    for (const [partition, next] of await this.stored()) this.offsets.set(partition, next);
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

  /** Whether all was forgotten since they were loaded. */
  async areOfBefore(): Promise<boolean> {
    return (await this.readingNow()).epoch !== this.epoch;
  }

  /** In the transaction that forgets what was read: nobody keeps a position of before from now on. */
  async forget(manager: EntityManager, ends: readonly PartitionEnd[]): Promise<void> {
    // First, for it waits for those who are taking records in just now.
    await manager.query('UPDATE reading SET epoch = epoch + 1, log = $1, ends = $2', [
      this.transport.logId,
      JSON.stringify(ends),
    ]);
    await manager.query('DELETE FROM consumed_offset');
  }

  /** Whether all has been read again that this log had when it was last forgotten. */
  async haveBeenReadAgain(): Promise<boolean> {
    const { log, ends } = await this.readingNow();
    return log !== this.transport.logId || this.haveReached(ends);
  }

  /** Whether whoever reads has come so far: this instance, or another one. */
  async haveReached(ends: readonly PartitionEnd[]): Promise<boolean> {
    return (await this.unread(ends)).every(({ left }) => left === 0);
  }

  /** How many records are left of each partition until such an end, whichever instance reads it. */
  async unread(ends: readonly PartitionEnd[]): Promise<readonly { readonly topic: string; readonly left: number }[]> {
    const read = await this.stored();
    return ends.map(({ topic, partition, end }) => ({
      topic,
      left: Math.max(0, end - (read.get(`${topic}/${partition}`) ?? 0)),
    }));
  }

  /** How far the partitions were read, by whichever instance. */
  private async stored(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.source.query<{ topic: string; partition: number; next_offset: string }[]>(
      'SELECT topic, partition, next_offset FROM consumed_offset WHERE log = $1',
      [this.transport.logId],
    );
    return new Map(rows.map((row) => [`${row.topic}/${row.partition}`, Number(row.next_offset)]));
  }

  private async readingNow(): Promise<Reading> {
    const [row] = await this.source.query<[Reading]>('SELECT epoch, log, ends FROM reading');
    return row;
  }

  /**
   * First in a transaction that takes records in: until it ends, nobody forgets what was read.
   * @throws ReadingAnew where somebody did since the positions were loaded
   */
  async assertOfNow(manager: EntityManager): Promise<void> {
    const [row] = await manager.query<{ epoch: number }[]>('SELECT epoch FROM reading FOR SHARE');
    if (row?.epoch !== this.epoch) throw new ReadingAnew('All is being read anew.');
  }

  /** In the transaction of what the records did. */
  async store(manager: EntityManager, records: readonly LogRecord[]): Promise<void> {
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
