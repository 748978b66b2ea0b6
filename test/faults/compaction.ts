import { allTopics } from '@lotsen/contracts';
import { EmbeddedLogTransport, type Transport } from '@lotsen/messaging';
import { Kafka } from 'kafkajs';

/** Compacts soon, to keep a rebuild after many rounds short, but not before the harness has read the records. */
const eager = {
  'cleanup.policy': 'compact',
  'segment.ms': '20000',
  'min.compaction.lag.ms': '60000',
  'max.compaction.lag.ms': '61000',
  'min.cleanable.dirty.ratio': '0.01',
  'delete.retention.ms': '2592000000',
};

/** Kafka's resource type for a topic (kafkajs exports ConfigResourceTypes, which Node cannot import by name). */
const topicResource = 2;

/** Sets once how soon the broker compacts; it then does so by itself. */
export async function compactSoon(broker: string): Promise<void> {
  const admin = new Kafka({ brokers: [broker], logLevel: 0 }).admin();
  await admin.connect();
  const configEntries = Object.entries(eager).map(([name, value]) => ({ name, value }));
  const resources = allTopics.map(({ name }) => ({ type: topicResource, name, configEntries }));
  await admin.alterConfigs({ validateOnly: false, resources });
  await admin.disconnect();
}

/** Compacts the embedded log now. Does nothing on Kafka. */
export async function compactNow(transport: Transport): Promise<void> {
  if (transport instanceof EmbeddedLogTransport) await transport.sweep(0);
}
