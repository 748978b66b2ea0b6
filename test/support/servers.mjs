// The servers that integration and end-to-end tests share: one PostgreSQL, one Kafka broker. Jest loads this file
// outside its own module system, so it is plain JavaScript on the built packages.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PostgreSqlContainer } from '@testcontainers/postgresql';
import { startEmbeddedPostgres } from '../../cli/dist/start/embedded-postgres.js';
import { startKafka } from './kafka.mjs';

/** Kept on the global object, because several Jest projects set up and tear down in one process. */
globalThis.lotsenTestServers ??= {};
const servers = globalThis.lotsenTestServers;

export async function startServers() {
  if (servers.postgres) return;
  servers.folder = mkdtempSync(join(tmpdir(), 'lotsen-tests-'));
  // PostgreSQL does not run as root, and its user has to reach the folder.
  chmodSync(servers.folder, 0o755);
  process.env.LOTSEN_TEST_FOLDER = servers.folder;
  [servers.postgres, servers.kafka] = await Promise.all([startPostgres(), startKafka()]);
  process.env.LOTSEN_TEST_POSTGRES = servers.postgres.url;
  if (servers.kafka) process.env.LOTSEN_TEST_KAFKA = servers.kafka.broker;
}

export async function stopServers() {
  const { folder, kafka, postgres } = servers;
  globalThis.lotsenTestServers = {};
  await Promise.all([kafka?.stop(), postgres?.stop()]);
  if (folder) rmSync(folder, { recursive: true, force: true });
}

/** Starts a real PostgreSQL: in a container where an engine runs, else the one from npm. */
async function startPostgres() {
  try {
    const container = await new PostgreSqlContainer('postgres:18')
      // The data is thrown away with the container, so the server need not flush it to disk.
      .withCommand([
        'postgres',
        ...['max_connections=300', 'fsync=off', 'full_page_writes=off'].flatMap((is) => ['-c', is]),
      ])
      .start();
    console.log('Tests on PostgreSQL run on a server in a container.');
    return { url: container.getConnectionUri(), stop: () => container.stop() };
  } catch (error) {
    console.warn(`No PostgreSQL in a container: ${error.message.split('\n')[0]}`);
  }
  const { url, stop } = await startEmbeddedPostgres(servers.folder);
  console.log('Tests on PostgreSQL run on the server from npm.');
  return { url, stop };
}
