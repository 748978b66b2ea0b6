import { describe, expect, it } from '@jest/globals';
import type { ConsumerGroup } from '@lotsen/messaging';
import type { ChangeFeed } from './change-feed.js';
import { Reread } from './reread.js';

const feed = { follow: () => undefined, assertFresh: async () => undefined } as unknown as ChangeFeed;
const away = async () => {
  throw new Error('The database is away.');
};
const rereadOf = (group: object) => new Reread(group as ConsumerGroup, feed, ['known_organisation']);

describe('a reread', () => {
  it('that could not begin is over: lists are not stale for ever, and it can be asked for again', async () => {
    const reread = rereadOf({ rebuild: away });
    await expect(reread.run()).rejects.toThrow('The database is away.');
    expect(reread.running).toBe(false);
  });

  it('does not keep a service from stopping whose database is away', async () => {
    const reread = rereadOf({ rebuild: async () => undefined, hasReadAgain: away, lag: away });
    const running = reread.run();
    reread.beforeApplicationShutdown();
    await running;
    expect(reread.running).toBe(false);
  });
});
