/** One record of a log. A null value is a tombstone: the key's aggregate is erased. */
export interface LogRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
}

export interface OutgoingRecord {
  readonly topic: string;
  readonly key: string;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
}

export interface TopicSettings {
  readonly name: string;
  readonly partitions: number;
}

/** One batch with the new records of all partitions. The records of each partition are in order. */
export interface Arrival {
  readonly records: readonly LogRecord[];
  /** Shows the broker that the consumer is alive. Call it between records and while waiting. */
  heartbeat(): Promise<void>;
}

export interface ConsumeOptions {
  readonly group: string;
  readonly topics: readonly string[];
  /** The pause after a batch, in milliseconds. Records that arrive during the pause are passed on in the next batch. */
  readonly gatherMs: number;
  /** The offset to read next of a partition, from the consumer's own database; undefined: the earliest. */
  nextOffset(topic: string, partition: number): number | undefined;
  /** Called after an assignment, before its first records: other members may have advanced the positions until then. */
  onAssigned(): Promise<void>;
  /** Called for one batch at a time. When it resolves, every effect is durable and the offsets may be committed. */
  onRecords(arrival: Arrival): Promise<void>;
}

export interface Consumption {
  /** Resolves when no handler runs any more and the consumer has left the group. */
  stop(): Promise<void>;
}

/**
 * A log of topics with partitions. Records are in order per key and delivered at least once. There are two
 * implementations, the embedded log in PostgreSQL and Kafka, and one contract suite for both (transport.contract.ts).
 */
export interface Transport {
  readonly kind: 'embedded' | 'kafka';
  /** @throws when the log cannot be reached in the time given by the implementation. */
  connect(): Promise<void>;
  /** Identifies the log: another broker, or an emptied log, has another id. Known once connected. */
  readonly logId: string;
  /** @throws when the log does not answer now. */
  ping(): Promise<void>;
  /** Creates the topics that are missing. Never changes one that exists. */
  ensureTopics(topics: readonly TopicSettings[]): Promise<void>;
  /** Resolves when all records are durable; the order within a key is kept. */
  publish(records: readonly OutgoingRecord[]): Promise<void>;
  consume(options: ConsumeOptions): Promise<Consumption>;
  /** The offset after the last record, for each partition. */
  endOffsets(topic: string): Promise<ReadonlyMap<number, number>>;
  /** Reads a topic from its start to the end offsets that it has when the call is made. */
  read(topic: string): AsyncIterable<LogRecord>;
  close(): Promise<void>;
}
