import { randomUUID } from 'node:crypto';
import { databaseUrlOf, ensureDatabase } from '@lotsen/persistence';

/** The URL of a new, empty database on the test server. */
export async function newDatabase(): Promise<string> {
  const server = testPostgres();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await ensureDatabase(server, name);
  return databaseUrlOf(server, name);
}

export function testPostgres(): string {
  const url = process.env.LOTSEN_TEST_POSTGRES;
  if (!url) throw new Error('The test server did not start: see test/support/servers.mjs.');
  return url;
}

/** The broker of the test run; undefined where none could be started. */
export const testKafka = (): string | undefined => process.env.LOTSEN_TEST_KAFKA;
