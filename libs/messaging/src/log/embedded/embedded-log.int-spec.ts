import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newDatabase } from '@lotsen/testing/databases';
import { eventually } from '@lotsen/testing/eventually';
import pg from 'pg';
import { EmbeddedLogTransport } from './embedded-log.transport.js';

const topic = { name: 'test.topic', partitions: 1 };

describe('the embedded log', () => {
  let transport: EmbeddedLogTransport;
  let other: pg.Client;

  beforeAll(async () => {
    const url = await newDatabase();
    transport = new EmbeddedLogTransport(url);
    await transport.connect();
    await transport.ensureTopics([topic]);
    other = new pg.Client({ connectionString: url });
    await other.connect();
  });

  afterAll(async () => {
    await other.end();
    await transport.close();
  });

  it('whose connection is ended while it publishes fails that call, and nothing else', async () => {
    await other.query('BEGIN');
    await other.query('SELECT FROM log_partition FOR UPDATE');
    const publishing = transport.publish([{ topic: topic.name, key: 'k', value: Buffer.from('{}'), headers: {} }]);
    publishing.catch(() => undefined);
    await eventually(async () => {
      const { rowCount } = await other.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = 'lotsen-log' AND wait_event_type = 'Lock'`,
      );
      expect(rowCount).toBe(1);
    });
    await expect(publishing).rejects.toThrow('terminating connection');
    await other.query('ROLLBACK');
    await transport.publish([{ topic: topic.name, key: 'k', value: Buffer.from('{}'), headers: {} }]);
    expect(await transport.endOffsets(topic.name)).toEqual(new Map([[0, 1]]));
  });
});
