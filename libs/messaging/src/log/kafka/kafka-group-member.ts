import { setTimeout as sleep } from 'node:timers/promises';
import type { Consumer, Kafka, TopicPartitionOffset } from 'kafkajs';
import { backoff } from '../../database/index.js';
import { logger } from '../../logger.js';
import { type ConsumeOptions, type Consumption } from '../index.js';
import { BatchGatherer } from './batch-gatherer.js';
import { leave, recordOf } from './kafka-records.js';

/** A round to the broker for each batch would cost more than the batch. */
const commitMs = 1000;
/** More than a service reads. */
const mostPartitions = 256;

/** One member of a group: it reads on through whatever happens, by one consumer after another, until it is asked to stop. */
export class KafkaGroupMember implements Consumption {
  private stopping = false;
  private consumer: Consumer | undefined;
  /** Ends when the newest consumer has begun. */
  private beginning: Promise<void> = Promise.resolve();
  /** Durable at the consumer, and not yet committed to the broker. */
  private readonly done = new Map<string, TopicPartitionOffset>();
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
      // A member that was killed holds up its group for that long. One that was only slow loses nothing by being missed:
      // its position is in its database.
      sessionTimeout: 10_000,
      heartbeatInterval: 3_000,
      // The broker answers as soon as there is one record, on a connection of its own: only silence takes this long.
      maxWaitTimeInMs: 500,
      retry: { initialRetryTime: 200, retries: 10, restartOnFailure: async () => false },
    });
    this.consumer = consumer;
    // kafkajs begins anew after some failures and not after others (a broker that ends while it is asked for the group's
    // coordinator, for one), and would leave a service that runs and hears nothing. Here it begins anew after all of them.
    consumer.on(consumer.events.CRASH, () => {
      this.beginning = this.beginning.then(() => this.beginAgain());
    });
    // The reader's own database is the truth about its position; the broker's is for those who watch lag.
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      assigned = true;
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
      // All partitions that a fetch brought are handed on together: one transaction instead of one each.
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
    // A group that changes just now, or a broker that is away: nobody starts from these offsets, and the next ones are newer.
    await this.consumer?.commitOffsets(offsets).catch(() => undefined);
  }

  private async beginAgain(): Promise<void> {
    for (const pause of backoff(200)) {
      if (this.stopping) return;
      await sleep(pause);
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
