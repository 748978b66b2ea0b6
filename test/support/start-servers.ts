import { mkdtempSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../cli/src/start/embedded-postgres.js';
import { startTestKafka } from './kafka.js';
import { running } from './running-servers.js';

/** One PostgreSQL and one Kafka broker for all integration and end-to-end tests; each test makes databases of its own. */
export default async function startServers(): Promise<void> {
  if (running.postgres) return;
  const folder = mkdtempSync(join(tmpdir(), 'lotsen-test-'));
  // The database runs as another user than root, and has to reach its folder.
  await chmod(folder, 0o755);
  running.folder = folder;
  running.postgres = await startEmbeddedPostgres(folder);
  process.env.LOTSEN_TEST_POSTGRES = running.postgres.url;
  running.kafka = await startTestKafka(join(tmpdir(), 'lotsen-test-kafka'));
  if (running.kafka) {
    process.env.LOTSEN_TEST_KAFKA = running.kafka.broker;
    process.env.LOTSEN_TEST_KAFKA_HOW = running.kafka.how;
  }
}
