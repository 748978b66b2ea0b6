// A Kafka broker for tests. Plain JavaScript, for Jest's global setup loads it outside its own module system.
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KafkaContainer } from '@testcontainers/kafka';
import { freePorts, startOnFreePort } from '../../cli/dist/start/ports.js';
import { canRunFromJars, startKafkaFromJars } from '../../deploy/kafka/start.mjs';

/**
 * A real broker: in a container where an engine runs, else from its jars where Java and Maven are, else none. `name` tells one
 * from another.
 */
export async function startKafka(name = 'lotsen-test-kafka') {
  try {
    const container = await new KafkaContainer('confluentinc/cp-kafka:8.1.1')
      .withEnvironment({
        KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
        KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
        KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
        // A test of erasure waits for compaction.
        KAFKA_LOG_CLEANER_BACKOFF_MS: '500',
        // It lives for minutes: the second compiler would take more than it gives.
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
  // What an earlier run wrote would be read by this one.
  rmSync(join(folder, 'data'), { recursive: true, force: true });
  // A broker has a controller at the port after its own.
  const kafka = await startOnFreePort(
    (port) => startKafkaFromJars(folder, port),
    () => freePorts(2),
  );
  console.log('Tests on Kafka run on a broker from its jars.');
  return kafka;
}
