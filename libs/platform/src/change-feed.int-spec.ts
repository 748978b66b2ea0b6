import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { dataSourceOptions } from '@lotsen/persistence';
import { DataSource } from 'typeorm';
import { newDatabase } from '../../../test/support/databases.js';
import { ChangeFeed } from './change-feed.js';

describe('the change feed', () => {
  let source: DataSource;
  let feed: ChangeFeed;
  let url: string;
  let loads = 0;
  let read: string[] = [];
  const ignored = () => undefined;

  beforeAll(async () => {
    url = await newDatabase();
    source = new DataSource(dataSourceOptions(url, [], []));
    await source.initialize();
  });

  beforeEach(async () => {
    feed = new ChangeFeed(url);
    feed.follow('rows', {
      load: async () => {
        loads += 1;
        return ignored;
      },
      read: async (keys) => {
        read.push(...keys);
        return ignored;
      },
    });
    await feed.start();
    loads = 0;
    read = [];
  });

  afterEach(async () => {
    await feed.stop();
  });

  afterAll(async () => {
    await source.destroy();
  });

  it('reads all anew where all was announced, whatever else is announced at the same time', async () => {
    for (const order of [
      [[], ['a']],
      [['a'], []],
    ]) {
      loads = 0;
      await source.transaction(async (manager) => {
        for (const keys of order) await feed.announce(manager, 'rows', keys);
      });
      await sleep(150);
      await feed.assertFresh();
      expect(loads).toBe(1);
    }
  });

  it.each(['x', 'null', '{"of":"rows","keys":7}', '{"of":"rows"}', '"rows"'])(
    'takes a notice that it cannot read for one that all may have changed, and lives: %s',
    async (notice) => {
      // Whoever may connect to the database may notify: a process must not end by it.
      await source.query('SELECT pg_notify($1, $2)', ['lotsen_changes', notice]);
      await sleep(150);
      await feed.assertFresh();
      expect(loads).toBe(1);
    },
  );
});
