/** One record of a log. A null value is a tombstone: the key's aggregate is gone. */
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

/** What has come of all partitions together; the records of each are in order. */
export interface Arrival {
  readonly records: readonly LogRecord[];
  /** Says that the consumer lives; call it between records and while waiting. */
  heartbeat(): Promise<void>;
}

export interface ConsumeOptions {
  readonly group: string;
  readonly topics: readonly string[];
  /** How long it waits after it has handed on what came, in milliseconds: what comes meanwhile is handed on together. */
  readonly gatherMs: number;
  /** The next offset that the consumer wants of a partition, as its own database says; undefined: the earliest. */
  nextOffset(topic: string, partition: number): number | undefined;
  /** Called when partitions were assigned, before their first records: another member may have read on meanwhile. */
  onAssigned(): Promise<void>;
  /** One call at a time; when it resolves, every effect is durable and the positions may be committed. */
  onRecords(arrival: Arrival): Promise<void>;
}

export interface Consumption {
  /** Resolves when no handler runs any more and the group was left. */
  stop(): Promise<void>;
}

/**
 * A log of topics with partitions, ordered per key, at least once. Two implementations, one contract suite
 * (transport.contract.ts): the embedded log in PostgreSQL, and Kafka.
 */
export interface Transport {
  readonly kind: 'embedded' | 'kafka';
  /** @throws when the log cannot be reached in the time given by the implementation. */
  connect(): Promise<void>;
  /** Names this very log: another broker, or an emptied one, has another id. Known once connected. */
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
  /** Reads a topic from its start to where it ended when the call was made. */
  read(topic: string): AsyncIterable<LogRecord>;
  close(): Promise<void>;
}
