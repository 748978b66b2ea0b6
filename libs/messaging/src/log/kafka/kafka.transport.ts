import { setTimeout as sleep } from 'node:timers/promises';
import { topicSettings } from '@lotsen/contracts';
import { type Admin, Kafka, logLevel, type Producer } from 'kafkajs';
import { KafkaGroupMember } from './kafka-group-member.js';
import { leave, recordOf } from './kafka-records.js';
import './kafkajs-patches.js';
import { logger } from '../../logger.js';
import {
  type ConsumeOptions,
  type Consumption,
  type LogRecord,
  type OutgoingRecord,
  type TopicSettings,
  type Transport,
} from '../index.js';
import { createTopics } from './topic-administration.js';

process.env.KAFKAJS_NO_PARTITIONER_WARNING = '1';

/**
 * Kafka through kafkajs: an idempotent producer with one request in flight, and consumers of batches, whose offsets are
 * committed to the broker only after the consumer's own database has them.
 */
export class KafkaTransport implements Transport {
  readonly kind = 'kafka';
  private readonly kafka: Kafka;
  private readonly admin: Admin;
  private producer: Producer;
  private id = '';

  constructor(brokers: readonly string[], clientId: string) {
    this.kafka = new Kafka({
      brokers: [...brokers],
      clientId,
      logLevel: logLevel.ERROR,
      logCreator: () => (entry) => {
        // kafkajs retries these: a broker that has started loads its coordinators, and a group that changes rebalances.
        if (
          !/coordinator is (loading|not available)|not the leader|rebalancing|does not host this topic-partition|topic creation errors/iu.test(
            entry.log.error ?? entry.log.message,
          )
        ) {
          logger.warn(`Kafka: ${entry.log.message} ${entry.log.error ?? ''}`);
        }
      },
      retry: { initialRetryTime: 200, retries: 10 },
    });
    this.admin = this.kafka.admin();
    this.producer = this.newProducer();
  }

  get logId(): string {
    return this.id;
  }

  async connect(): Promise<void> {
    await this.admin.connect();
    const { clusterId } = await this.admin.describeCluster();
    this.id = `kafka-${clusterId}`;
    await this.producer.connect();
  }

  async ping(): Promise<void> {
    await this.admin.describeCluster();
  }

  async ensureTopics(topics: readonly TopicSettings[]): Promise<void> {
    const existing = new Set(await this.admin.listTopics());
    const missing = topics.filter(({ name }) => !existing.has(name));
    if (missing.length > 0) {
      const wanted = missing.map((topic) => ({ ...topic, replicationFactor: -1, settings: topicSettings }));
      await createTopics(this.admin, wanted);
    }
    // Another service may be creating the topics at this moment. They exist when the broker knows their offsets.
    for (const { name } of topics) await this.endOffsets(name);
  }

  async publish(records: readonly OutgoingRecord[]): Promise<void> {
    if (records.length === 0) return;
    const byTopic = new Map<string, OutgoingRecord[]>();
    for (const record of records) byTopic.set(record.topic, [...(byTopic.get(record.topic) ?? []), record]);
    try {
      await this.producer.sendBatch({
        acks: -1,
        topicMessages: [...byTopic].map(([topic, messages]) => ({
          topic,
          messages: messages.map(({ key, value, headers }) => ({ key, value, headers })),
        })),
      });
    } catch (error) {
      // It is unknown whether the broker stored the batch, and which sequence number it expects next. A new producer
      // has a new id and starts a new sequence. If records are published twice, consumers apply each version once.
      await this.producer.disconnect().catch(() => undefined);
      this.producer = this.newProducer();
      await this.producer.connect();
      throw error;
    }
  }

  async consume(options: ConsumeOptions): Promise<Consumption> {
    const member = new KafkaGroupMember(this.kafka, options);
    try {
      await member.begin();
    } catch (error) {
      await member.stop().catch(() => undefined);
      throw error;
    }
    return member;
  }

  private newProducer(): Producer {
    return this.kafka.producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false });
  }

  async endOffsets(topic: string): Promise<ReadonlyMap<number, number>> {
    const offsets = await this.offsetsOf(topic);
    return new Map(offsets.map(({ partition, high }) => [partition, Number(high)]));
  }

  /** Retries because a topic that was created a moment ago has no leader yet. */
  private async offsetsOf(topic: string) {
    for (let tries = 1; ; tries++) {
      try {
        return await this.admin.fetchTopicOffsets(topic);
      } catch (error) {
        const passes = /leader|does not host|metadata/iu.test((error as Error).message);
        if (!passes || tries === 100) throw error;
        await sleep(200);
      }
    }
  }

  async *read(topic: string): AsyncIterable<LogRecord> {
    const offsets = await this.offsetsOf(topic);
    const open = new Map(
      offsets.filter((o) => Number(o.high) > Number(o.low)).map((o) => [o.partition, Number(o.high) - 1]),
    );
    if (open.size === 0) return;
    const group = `lotsen-read-${process.pid}-${Date.now()}-${Math.random().toString(36).slice(2)}`;
    const consumer = this.kafka.consumer({
      groupId: group,
      // Stopping the consumer waits for the running fetch, which by default takes five seconds if no record comes.
      maxWaitTimeInMs: 50,
      retry: { restartOnFailure: async () => false },
    });
    const waiting: LogRecord[][] = [];
    let arrived: () => void = () => undefined;
    let failure: Error | undefined;
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      failure = payload.error;
      arrived();
    });
    await consumer.connect();
    try {
      await consumer.subscribe({ topics: [topic], fromBeginning: true });
      await consumer.run({
        autoCommit: false,
        eachBatch: async ({ batch }) => {
          const end = open.get(batch.partition);
          if (end === undefined) return;
          const records = batch.messages.map((message) => recordOf(topic, batch.partition, message));
          waiting.push(records.filter((record) => record.offset <= end));
          // The record at the last offset may have been compacted away, so the batch's own last offset is compared.
          if (Number(batch.lastOffset()) >= end) open.delete(batch.partition);
          arrived();
        },
      });
      while (open.size > 0 || waiting.length > 0) {
        const next = waiting.shift();
        if (next) yield* next;
        else if (failure) throw failure;
        else
          await new Promise<void>((resolve) => {
            arrived = resolve;
          });
      }
    } finally {
      await leave(consumer);
      await this.admin.deleteGroups([group]).catch(() => undefined);
    }
  }

  async close(): Promise<void> {
    await this.producer.disconnect();
    await this.admin.disconnect();
  }
}
