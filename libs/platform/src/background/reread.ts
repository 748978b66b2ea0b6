import { ConsumerGroup } from '@lotsen/messaging';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { FROM_LOG } from '../tokens.js';
import { ChangeFeed } from './change-feed.js';

/**
 * Reads the log again from its start: what came of it alone is emptied, and filled from it. Handlers meet states that
 * they know, and change nothing for them; whom they know as erased they never meet again. Every instance takes part, and
 * knows that it goes on.
 */
@Injectable()
export class Reread implements BeforeApplicationShutdown {
  running = false;
  private stopping = false;
  private watching: Promise<void> | undefined;

  constructor(
    private readonly group: ConsumerGroup,
    private readonly feed: ChangeFeed,
    @Inject(FROM_LOG) private readonly tables: readonly string[],
  ) {
    feed.follow('reading', { load: () => this.look() });
  }

  /** Resolves when all that the log had has been read. */
  async run(): Promise<void> {
    this.running = true;
    try {
      await this.group.rebuild(async (manager) => {
        await manager.query(`TRUNCATE ${this.tables.join(', ')}`);
        await this.feed.announceAll(manager);
      });
    } catch (error) {
      // Nothing was emptied; only one that began elsewhere goes on.
      this.running = this.watching !== undefined;
      throw error;
    }
    await this.untilRead();
  }

  beforeApplicationShutdown(): void {
    this.stopping = true;
  }

  /** Whether the log has more than was read; also where it cannot be asked just now. */
  async isBehind(): Promise<boolean> {
    try {
      return Object.values(await this.group.lag()).some((lag) => lag > 0);
    } catch {
      return true;
    }
  }

  /** After this instance, or another one, has begun it. */
  private async look(): Promise<() => void> {
    this.group.readAnew().catch(() => undefined);
    const isDone = await this.group.hasReadAgain();
    return () => {
      if (!isDone) void this.untilRead();
    };
  }

  private untilRead(): Promise<void> {
    this.running = true;
    this.watching ??= this.watch().finally(() => {
      this.watching = undefined;
      this.running = false;
    });
    return this.watching;
  }

  private async watch(): Promise<void> {
    while (!this.stopping) {
      const isRead = await this.group.hasReadAgain().catch(() => false);
      if (isRead || !(await this.isBehind())) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    // What the others have read is in this memory too before it says so.
    await this.feed.assertFresh().catch(() => undefined);
  }
}
