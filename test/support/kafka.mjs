// A Kafka broker for tests. Plain JavaScript, because Jest's global setup loads it outside its own module system.
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KafkaContainer } from '@testcontainers/kafka';
import { freePorts, startOnFreePort } from '../../cli/dist/start/ports.js';
import { canRunFromJars, startKafkaFromJars } from '../../deploy/kafka/start.mjs';

/**
 * Starts a real broker: in a container where an engine runs, else from jars where there are Java and Maven, else none.
 * `name` is that of its folder, which two brokers must not share.
 */
export async function startKafka(name = 'lotsen-test-kafka') {
  try {
    const container = await new KafkaContainer('confluentinc/cp-kafka:8.1.1')
      .withEnvironment({
        KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
        KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
        KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
        // The test of erasure waits for compaction, so the cleaner runs often.
        KAFKA_LOG_CLEANER_BACKOFF_MS: '500',
        // The broker runs for minutes, too short a time for the JVM's second compiler (C2) to pay off.
        KAFKA_JVM_PERFORMANCE_OPTS: '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC',
      })
      .start();
    console.log('Tests on Kafka run on a broker in a container.');
    return { broker: `${container.getHost()}:${container.getMappedPort(9093)}`, stop: () => container.stop() };
  } catch (error) {
    console.warn(`No Kafka in a container: ${error.message.split('\n')[0]}`);
  }
  if (!(await canRunFromJars())) {
    console.warn('SKIPPED: every test on Kafka. There is neither a container engine, nor Java with Maven.');
    return undefined;
  }
  const folder = join(tmpdir(), name);
  // Otherwise this run would read the data of an earlier one.
  rmSync(join(folder, 'data'), { recursive: true, force: true });
  // The broker's controller listens at the port after the broker's.
  const kafka = await startOnFreePort(
    (port) => startKafkaFromJars(folder, port),
    () => freePorts(2),
  );
  console.log('Tests on Kafka run on a broker from its jars.');
  return kafka;
}
