import { beforeAll, describe } from '@jest/globals';
import { EmbeddedLogTransport, type Transport } from '@lotsen/messaging';
import { KafkaTransport } from '@lotsen/messaging/kafka';
import { newDatabase, testKafka } from './databases.js';

/** Runs a suite once on each transport. Without a broker the Kafka half is skipped, and the report counts it so. */
export function onBothTransports(suite: (make: () => Transport) => void): void {
  describe('on the embedded log', () => {
    let url: string;
    beforeAll(async () => {
      url = await newDatabase();
    });
    suite(() => new EmbeddedLogTransport(url));
  });
  const broker = testKafka();
  const onKafka = broker ? describe : describe.skip;
  onKafka('on Kafka', () => suite(() => new KafkaTransport([broker ?? ''], 'lotsen-test')));
}
