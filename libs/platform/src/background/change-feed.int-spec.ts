import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { dataSourceOptions } from '@lotsen/persistence';
import { newDatabase } from '@lotsen/testing/databases';
import { eventually } from '@lotsen/testing/eventually';
import { DataSource } from 'typeorm';
import { ChangeFeed } from './change-feed.js';

describe('what memory follows', () => {
  let source: DataSource;
  let feed: ChangeFeed;
  let loads: number;
  let reads: string[][];
  let load: () => Promise<void>;

  beforeEach(async () => {
    const url = await newDatabase();
    source = await new DataSource(dataSourceOptions(url, [], [])).initialize();
    loads = 0;
    reads = [];
    load = async () => undefined;
    feed = new ChangeFeed(url);
    feed.follow('things', {
      load: async () => {
        loads += 1;
        await load();
        return () => undefined;
      },
      read: async (keys) => {
        reads.push([...keys]);
        return () => undefined;
      },
    });
  });

  afterEach(async () => {
    await feed.stop();
    await source.destroy();
  });

  const connections = async () => {
    const [row] = await source.query<{ n: number }[]>(
      `SELECT count(*)::int AS n FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'lotsen-changes'`,
    );
    return row?.n;
  };
  const endConnections = () =>
    source.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'lotsen-changes'`);

  it('is read anew as a whole where all may have changed, whatever else is announced beside it', async () => {
    await feed.start();
    await source.transaction(async (manager) => {
      await feed.announce(manager, 'things', ['one']);
      await feed.announceAll(manager);
      await feed.announce(manager, 'things', ['two']);
    });
    await eventually(() => expect(loads).toBe(2));
    expect(reads).toEqual([]);
  });

  it('is read anew where the same is announced twice in one notice', async () => {
    await feed.start();
    await feed.announce(source.manager, 'things', ['one', 'one']);
    await eventually(() => expect(reads).toEqual([['one']]), 1_000);
  });

  it('is answered from again after a connection that broke while it was read', async () => {
    await feed.start();
    load = async () => {
      load = async () => undefined;
      await endConnections();
      await eventually(async () => expect(await connections()).toBe(0));
    };
    await endConnections();
    await eventually(() => expect(loads).toBeGreaterThanOrEqual(2));
    await eventually(() => feed.assertFresh());
  });

  it('is not listened for after a stop, where the connection was just being made', async () => {
    await feed.start();
    let stopped: Promise<void> | undefined;
    load = async () => {
      stopped = feed.stop();
    };
    await endConnections();
    await eventually(() => expect(stopped).toBeDefined());
    await stopped;
    await eventually(async () => expect(await connections()).toBe(0));
  });

  it.each(['x', 'null', '{"of":"things","keys":7}', '{"of":"things"}', '"things"'])(
    'is read anew as a whole where a notice cannot be read, which does no harm: %s',
    async (notice) => {
      await feed.start();
      await source.query('SELECT pg_notify($1, $2)', ['lotsen_changes', notice]);
      await eventually(() => expect(loads).toBe(2));
    },
  );
});
