import { randomUUID } from 'node:crypto';
import { describe } from '@jest/globals';
import { allTopics, topicSettings } from '@lotsen/contracts';
import { KafkaTransport } from '@lotsen/messaging/kafka';
import { testKafka, testPostgres } from '@lotsen/testing/databases';
import { systemOnKafka } from '@lotsen/testing/system';
import { ConfigResourceTypes, Kafka } from 'kafkajs';
import { wholeSystem } from './system/whole-system.js';

const broker = testKafka();
const onKafka = broker ? describe : describe.skip;
onKafka('the system on Kafka, each service in a process of its own', () => {
  const brokers = [broker ?? ''];
  const log = () => new KafkaTransport(brokers, 'lotsen-test');
  const names = allTopics.map(({ name }) => name);
  const administer = async (work: (admin: ReturnType<Kafka['admin']>) => Promise<unknown>) => {
    const admin = new Kafka({ brokers, logLevel: 0 }).admin();
    await admin.connect();
    await work(admin);
    await admin.disconnect();
  };
  wholeSystem(
    () => systemOnKafka(testPostgres(), brokers[0] as string),
    (field) => ({
      log,
      stopAndEmptyLog: async () => {
        await field().system.stop();
        await administer((admin) => admin.deleteTopics({ topics: names }));
      },
      compactLog: async () => {
        const eager = {
          ...topicSettings,
          'segment.ms': '100',
          'max.compaction.lag.ms': '1',
          'min.cleanable.dirty.ratio': '0.001',
        };
        const configEntries = Object.entries(eager).map(([name, value]) => ({ name, value }));
        const resources = names.map((name) => ({ type: ConfigResourceTypes.TOPIC, name, configEntries }));
        await administer((admin) => admin.alterConfigs({ validateOnly: false, resources }));
        // A broker does not compact the active segment. The records below make it begin another one.
        const transport = log();
        await transport.connect();
        const filler = names.flatMap((topic) =>
          Array.from({ length: 24 }, () => ({ topic, key: randomUUID(), value: null, headers: {} })),
        );
        for (let time = 0; time < 2; time++) {
          await new Promise((resolve) => setTimeout(resolve, 300));
          await transport.publish(filler);
        }
        await transport.close();
      },
    }),
  );
});
