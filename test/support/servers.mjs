// The servers that integration and end-to-end tests share: one PostgreSQL, one Kafka broker. Jest loads this file outside
// its own module system, so it is plain JavaScript on the built packages.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../cli/dist/start/embedded-postgres.js';
import { startKafka } from './kafka.mjs';

/** Kept on the global object: several projects set up and tear down in one process. */
globalThis.lotsenTestServers ??= {};
const servers = globalThis.lotsenTestServers;

export async function startServers() {
  if (servers.postgres) return;
  const folder = mkdtempSync(join(tmpdir(), 'lotsen-test-'));
  // The database runs as another user than root, and has to reach its folder.
  chmodSync(folder, 0o755);
  servers.folder = folder;
  servers.postgres = await startEmbeddedPostgres(folder);
  process.env.LOTSEN_TEST_POSTGRES = servers.postgres.url;
  servers.kafka = await startKafka();
  if (servers.kafka) process.env.LOTSEN_TEST_KAFKA = servers.kafka.broker;
}

export async function stopServers() {
  const { kafka, postgres, folder } = servers;
  globalThis.lotsenTestServers = {};
  await kafka?.stop();
  await postgres?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
}
