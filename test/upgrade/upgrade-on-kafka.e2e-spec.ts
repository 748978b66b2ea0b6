import { afterAll, beforeAll, describe } from '@jest/globals';
import { allTopics } from '@lotsen/contracts';
import { KafkaTransport } from '@lotsen/messaging/kafka';
import { testKafka } from '@lotsen/testing/databases';
import { systemOfProcesses } from '@lotsen/testing/system';
import { startKafka } from '../support/kafka.mjs';
import { patience, release } from './taken-over.js';
import { upgraded } from './upgraded.js';

// The broker of the other suites has topics of the same names, so this suite needs its own broker.
const onKafka = testKafka() ? describe : describe.skip;
onKafka(`what ${release} stored, moved on Kafka at the same time`, () => {
  let kafka: Awaited<ReturnType<typeof startKafka>>;
  const transport = () => new KafkaTransport([kafka?.broker ?? ''], 'lotsen-test');

  beforeAll(async () => {
    kafka = await startKafka('lotsen-test-kafka-of-upgrade');
  }, patience);

  upgraded(() => ({
    make: (server, env) => systemOfProcesses(server, { KAFKA_BROKERS: kafka?.broker ?? '', ...env }),
    log: transport,
    prepare: async (records) => {
      const log = transport();
      await log.connect();
      await log.ensureTopics(allTopics);
      await log.publish(records);
      await log.close();
    },
  }));

  // Stops the broker after the services, which leave their consumer groups at it. Hooks run in the order declared.
  afterAll(async () => {
    await kafka?.stop();
  }, patience);
});
