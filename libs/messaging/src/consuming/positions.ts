import type { DataSource, EntityManager } from 'typeorm';
import type { LogRecord, Transport } from '../log/index.js';
import { logger } from '../logger.js';

/** The offset after the last record of a partition, at some moment. */
export interface PartitionEnd {
  readonly topic: string;
  readonly partition: number;
  readonly end: number;
}

interface Reading {
  readonly epoch: number;
  /** The log at the last rebuild, and its end offsets at that time. */
  readonly log: string;
  readonly ends: readonly PartitionEnd[];
}

/** Another instance has started a rebuild, so the records that are being processed come from outdated positions. */
export class ReadingAnew extends Error {
  override readonly name = 'ReadingAnew';
}

/** The next offset of each partition: in the service's database, stored with the records' effects, and in memory. */
export class Positions {
  private readonly offsets = new Map<string, number>();
  private epoch = 0;

  constructor(
    private readonly source: DataSource,
    private readonly transport: Transport,
  ) {}

  /** The next offset to read; undefined if nothing of the partition was ever read. */
  next(topic: string, partition: number): number | undefined {
    return this.offsets.get(`${topic}/${partition}`);
  }

  /** Like next, but 0 if nothing of the partition was ever read. */
  read(topic: string, partition: number): number {
    return this.next(topic, partition) ?? 0;
  }

  /** Loads epoch and offsets from the database, when a consumer starts. */
  async load(topics: readonly string[]): Promise<void> {
    this.epoch = (await this.readingNow()).epoch;
    await this.refresh(topics);
  }

  /**
   * Loads the offsets again, while a consumer runs.
   * @throws ReadingAnew if a rebuild has started since `load`: the arriving records come from the positions before it
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
        // The topic was emptied or recreated. It no longer holds what this group had read, and its offsets start over.
        if (this.read(topic, partition) > end && this.offsets.delete(key)) {
          logger.warn(
            `${topic} partition ${partition} is shorter than what was read of it: it is read from its start.`,
          );
        }
      }
    }
  }

  /** Whether a rebuild has started since the positions were loaded. */
  async areOfBefore(): Promise<boolean> {
    return (await this.readingNow()).epoch !== this.epoch;
  }

  /** Called in the transaction of a rebuild. Once it commits, no instance can store a position from before it. */
  async forget(manager: EntityManager, ends: readonly PartitionEnd[]): Promise<void> {
    // This update has to come first: it waits for the transactions that are processing records.
    await manager.query('UPDATE reading SET epoch = epoch + 1, log = $1, ends = $2', [
      this.transport.logId,
      JSON.stringify(ends),
    ]);
    await manager.query('DELETE FROM consumed_offset');
  }

  /** Whether all has been read again that this log held at the last rebuild; true if that was on another log. */
  async haveBeenReadAgain(): Promise<boolean> {
    const { log, ends } = await this.readingNow();
    return log !== this.transport.logId || this.haveReached(ends);
  }

  /** Whether the group has read up to these ends, in this instance or another. */
  async haveReached(ends: readonly PartitionEnd[]): Promise<boolean> {
    return (await this.unread(ends)).every(({ left }) => left === 0);
  }

  /** How many records of each partition are left until these ends, whichever instance reads it. */
  async unread(ends: readonly PartitionEnd[]): Promise<readonly { readonly topic: string; readonly left: number }[]> {
    const read = await this.stored();
    return ends.map(({ topic, partition, end }) => ({
      topic,
      left: Math.max(0, end - (read.get(`${topic}/${partition}`) ?? 0)),
    }));
  }

  /** The next offset of each partition, whichever instance stored it. */
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
   * Has to come first in a transaction that processes records: its row lock keeps a rebuild waiting until the
   * transaction ends.
   * @throws ReadingAnew if a rebuild has started since the positions were loaded
   */
  async assertOfNow(manager: EntityManager): Promise<void> {
    const [row] = await manager.query<{ epoch: number }[]>('SELECT epoch FROM reading FOR SHARE');
    if (row?.epoch !== this.epoch) throw new ReadingAnew('All is being read anew.');
  }

  /** Called in the transaction of the records' effects. */
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

  /** Called once that transaction has committed. */
  remember(records: readonly LogRecord[]): void {
    for (const { topic, partition, end } of endsOf(records)) this.offsets.set(`${topic}/${partition}`, end);
  }
}

/** The next offset of each partition after these records. */
function endsOf(records: readonly LogRecord[]): readonly PartitionEnd[] {
  const ends = new Map<string, PartitionEnd>();
  for (const { topic, partition, offset } of records) {
    ends.set(`${topic}/${partition}`, { topic, partition, end: offset + 1 });
  }
  return [...ends.values()];
}
