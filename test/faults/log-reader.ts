import { isDeepStrictEqual } from 'node:util';
import { allTopics } from '@lotsen/contracts';
import type { Consumption, LogRecord, Transport } from '@lotsen/messaging';

/** A state in the log. */
export interface Told {
  readonly id: string;
  readonly version: number;
  readonly status?: string;
  readonly [field: string]: unknown;
}

/** All that the log had on one aggregate. */
export interface History {
  readonly topic: string;
  readonly versions: Map<number, Told>;
  /** The version of the last record that is no tombstone. */
  last: number;
  gone: boolean;
  /** Versions that had two different contents. */
  readonly contradictions: Set<number>;
}

/** Reads all topics, independently of the services, and keeps everything that was ever in them. */
export class LogReader {
  readonly histories = new Map<string, History>();
  /** Records of keys that the harness planted. */
  readonly planted = new Map<string, LogRecord>();
  private readonly positions = new Map<string, number>();
  private consumption: Consumption | undefined;

  constructor(
    readonly transport: Transport,
    private readonly isPlanted: (key: string) => boolean,
  ) {}

  async start(): Promise<void> {
    await this.transport.connect();
    this.consumption = await this.transport.consume({
      group: 'lotsen-faults',
      gatherMs: 10,
      topics: allTopics.map(({ name }) => name),
      onAssigned: async () => undefined,
      nextOffset: (topic, partition) => this.positions.get(`${topic}/${partition}`),
      onRecords: async ({ records }) => {
        for (const record of records) {
          const at = `${record.topic}/${record.partition}`;
          if (record.offset < (this.positions.get(at) ?? 0)) continue;
          this.take(record);
          this.positions.set(at, record.offset + 1);
        }
      },
    });
  }

  async stop(): Promise<void> {
    await this.consumption?.stop();
    await this.transport.close();
  }

  async isBehind(): Promise<boolean> {
    for (const { name } of allTopics) {
      for (const [partition, end] of await this.transport.endOffsets(name)) {
        if ((this.positions.get(`${name}/${partition}`) ?? 0) < end) return true;
      }
    }
    return false;
  }

  of(topic: string, id: string): History | undefined {
    return this.histories.get(`${topic} ${id}`);
  }

  private take(record: LogRecord): void {
    const { topic, key, value } = record;
    if (this.isPlanted(key)) {
      this.planted.set(`${topic}/${record.partition}/${record.offset}`, record);
      return;
    }
    const history = this.of(topic, key) ?? {
      topic,
      versions: new Map(),
      last: 0,
      gone: false,
      contradictions: new Set(),
    };
    this.histories.set(`${topic} ${key}`, history);
    if (value === null) {
      history.gone = true;
      return;
    }
    const told = JSON.parse(value.toString('utf8')) as Told;
    const before = history.versions.get(told.version);
    if (before && !isDeepStrictEqual(before, told)) history.contradictions.add(told.version);
    history.versions.set(told.version, told);
    history.last = told.version;
    history.gone = false;
  }
}
