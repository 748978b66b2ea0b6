import { setTimeout as sleep } from 'node:timers/promises';
import type { Consumer, Kafka, TopicPartitionOffset } from 'kafkajs';
import { backoff } from '../../database/index.js';
import { logger } from '../../logger.js';
import type { ConsumeOptions, Consumption } from '../index.js';
import { BatchGatherer } from './batch-gatherer.js';
import { leave, recordOf } from './kafka-records.js';

/** The interval between offset commits. A commit after each batch would cost more than the batch. */
const commitMs = 1000;
/** More partitions than any service reads. */
const mostPartitions = 256;

/** One member of a group. It reads until `stop`: when its kafkajs consumer fails, it starts another one. */
export class KafkaGroupMember implements Consumption {
  private stopping = false;
  private consumer: Consumer | undefined;
  /** Resolves when the newest consumer has started. */
  private beginning: Promise<void> = Promise.resolve();
  /** Offsets that are durable in the service's database, and not yet committed to the broker. */
  private readonly done = new Map<string, TopicPartitionOffset>();
  /** Starts over once a consumer has joined the group. */
  private pauses = backoff(200);
  private readonly committing = setInterval(() => this.commit(), commitMs);

  constructor(
    private readonly kafka: Kafka,
    private readonly options: ConsumeOptions,
  ) {}

  async begin(): Promise<void> {
    const { options } = this;
    let assigned = false;
    const gatherer = new BatchGatherer(async (arrival) => {
      if (assigned) {
        assigned = false;
        await options.onAssigned().catch((error: Error) => {
          assigned = true;
          throw error;
        });
      }
      await options.onRecords(arrival);
    }, options.gatherMs);
    const consumer = this.kafka.consumer({
      groupId: options.group,
      // A member that was killed holds up its group for this long. A member that was slow and is removed from the group
      // loses nothing: its position is in its database.
      sessionTimeout: 10_000,
      heartbeatInterval: 3_000,
      // A fetch waits this long only if no record comes: the broker answers at the first one. It has a connection of
      // its own.
      maxWaitTimeInMs: 500,
      retry: { initialRetryTime: 200, retries: 10, restartOnFailure: async () => false },
    });
    this.consumer = consumer;
    // kafkajs restarts a consumer after some failures only. After others (one is a broker that ends while it is asked
    // for the group's coordinator) the service would run on without reading. This member starts a new consumer after
    // every failure.
    consumer.on(consumer.events.CRASH, () => {
      this.beginning = this.beginning.then(() => this.beginAgain());
    });
    // The consumer starts from the offsets in its own database. The broker's offsets only serve tools that watch lag.
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      assigned = true;
      this.pauses = backoff(200);
      this.done.clear();
      for (const [topic, partitions] of Object.entries(payload.memberAssignment)) {
        for (const partition of partitions) {
          const next = options.nextOffset(topic, partition);
          consumer.seek({ topic, partition, offset: next === undefined ? '-2' : String(next) });
        }
      }
    });
    await consumer.connect();
    await consumer.subscribe({ topics: [...options.topics], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      // All partitions of a fetch are passed on together: one transaction instead of one for each partition.
      partitionsConsumedConcurrently: mostPartitions,
      eachBatch: async ({ batch, heartbeat, resolveOffset, isRunning, isStale }) => {
        const { topic, partition, messages } = batch;
        const last = messages.at(-1);
        if (!last || !isRunning() || isStale() || this.stopping) return;
        await gatherer.add({ records: messages.map((message) => recordOf(topic, partition, message)), heartbeat });
        resolveOffset(last.offset);
        this.done.set(`${topic}/${partition}`, { topic, partition, offset: String(Number(last.offset) + 1) });
      },
    });
  }

  async stop(): Promise<void> {
    this.stopping = true;
    clearInterval(this.committing);
    await this.beginning;
    await this.commit();
    if (this.consumer) await leave(this.consumer);
  }

  private async commit(): Promise<void> {
    const offsets = [...this.done.values()];
    if (offsets.length === 0) return;
    this.done.clear();
    // Fails if the group rebalances or the broker is away. No consumer starts from these offsets, and the next ones are
    // newer.
    await this.consumer?.commitOffsets(offsets).catch(() => undefined);
  }

  private async beginAgain(): Promise<void> {
    while (!this.stopping) {
      await sleep(this.pauses.next().value);
      if (this.stopping) return;
      try {
        return await this.begin();
      } catch (error) {
        logger.warn(`Group ${this.options.group} begins again: ${(error as Error).message}`);
        await this.consumer?.disconnect().catch(() => undefined);
      }
    }
  }
}
