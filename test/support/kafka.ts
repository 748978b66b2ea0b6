import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { KafkaContainer } from '@testcontainers/kafka';
// @ts-expect-error: a plain script, with its types in its comments
import { canRunFromJars, startKafkaFromJars } from '../../deploy/kafka/start.mjs';

export interface TestKafka {
  readonly broker: string;
  /** How it runs here; said in the test report. */
  readonly how: 'container' | 'jars';
  stop(): Promise<unknown>;
}

/** A real broker: in a container where an engine runs, else from its jars where Java and Maven are, else none. */
export async function startTestKafka(folder: string): Promise<TestKafka | undefined> {
  try {
    const container = await new KafkaContainer('confluentinc/cp-kafka:8.1.1')
      .withEnvironment({
        KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
        KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
        KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
      })
      .start();
    const broker = `${container.getHost()}:${container.getMappedPort(9093)}`;
    return { broker, how: 'container', stop: () => container.stop() };
  } catch (error) {
    console.warn(`No Kafka in a container: ${(error as Error).message.split('\n')[0]}`);
  }
  if (!(await canRunFromJars())) {
    console.warn('SKIPPED: every test on Kafka. There is neither a container engine, nor Java with Maven.');
    return undefined;
  }
  // What an earlier run wrote would be read by this one.
  rmSync(join(folder, 'data'), { recursive: true, force: true });
  const { broker, stop } = (await startKafkaFromJars(folder, 19_092)) as { broker: string; stop(): Promise<void> };
  return { broker, how: 'jars', stop };
}
