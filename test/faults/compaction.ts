import { allTopics } from '@lotsen/contracts';
import { EmbeddedLogTransport, type Transport } from '@lotsen/messaging';
import { Kafka } from 'kafkajs';

/** Soon, so that a rebuild after many rounds reads what is and not what was; but not before the harness has read it. */
const eager = {
  'cleanup.policy': 'compact',
  'segment.ms': '20000',
  'min.compaction.lag.ms': '60000',
  'max.compaction.lag.ms': '61000',
  'min.cleanable.dirty.ratio': '0.01',
  'delete.retention.ms': '2592000000',
};

/** Kafka's number for a topic (kafkajs has it as ConfigResourceTypes, which Node cannot import by name). */
const topicResource = 2;

/** A broker compacts by itself, and is told once how soon. */
export async function compactSoon(broker: string): Promise<void> {
  const admin = new Kafka({ brokers: [broker], logLevel: 0 }).admin();
  await admin.connect();
  const configEntries = Object.entries(eager).map(([name, value]) => ({ name, value }));
  const resources = allTopics.map(({ name }) => ({ type: topicResource, name, configEntries }));
  await admin.alterConfigs({ validateOnly: false, resources });
  await admin.disconnect();
}

/** The embedded log is swept when that is asked for. */
export async function compactNow(transport: Transport): Promise<void> {
  if (transport instanceof EmbeddedLogTransport) await transport.sweep(0);
}
