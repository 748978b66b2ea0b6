import { isSqlState, Messaging1700000000000, Messaging1700000000006, SteadyClient, sqlState } from '@lotsen/messaging';
import { DataSource, type DataSourceOptions, type EntitySchema, type MigrationInterface } from 'typeorm';
import { Persistence1700000000001, Persistence1700000000002, Persistence1700000000004 } from './tables.js';

/** Creates a database if it is missing. Two services may call it at the same time. */
export async function ensureDatabase(server: string, name: string): Promise<void> {
  const client = new SteadyClient({ connectionString: server });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE "${name}"`);
  } catch (error) {
    const isThere = isSqlState(error, sqlState.duplicateDatabase, sqlState.uniqueViolation);
    if (!isThere) throw error;
  } finally {
    await client.end();
  }
}

export function dataSourceOptions(
  url: string,
  entities: readonly EntitySchema[],
  migrations: readonly (new () => MigrationInterface)[],
): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities: [...entities],
    migrations: [
      Messaging1700000000000,
      Persistence1700000000001,
      Persistence1700000000002,
      Persistence1700000000004,
      Messaging1700000000006,
      ...migrations,
    ],
    migrationsRun: true,
    migrationsTransactionMode: 'all',
    extra: { max: 10, application_name: 'lotsen', Client: SteadyClient },
  };
}

/** Limits for each request or event, in milliseconds. What exceeds them fails with an error, and the others go on. */
const limits = {
  statement_timeout: 30_000,
  lock_timeout: 10_000,
  idle_in_transaction_session_timeout: 60_000,
  connectionTimeoutMillis: 10_000,
};

/** Migrates a database, one instance at a time and without time limits. Then opens it with the limits. */
export async function openDatabase(...of: Parameters<typeof dataSourceOptions>): Promise<DataSource> {
  const options = dataSourceOptions(...of);
  const lock = new SteadyClient({ connectionString: of[0] });
  await lock.connect();
  try {
    await lock.query(`SELECT pg_advisory_lock(hashtext('lotsen migrations'))`);
    await (await new DataSource(options).initialize()).destroy();
  } finally {
    await lock.end();
  }
  return new DataSource({
    ...options,
    migrationsRun: false,
    extra: { ...(options.extra as object), ...limits },
  } as DataSourceOptions).initialize();
}
