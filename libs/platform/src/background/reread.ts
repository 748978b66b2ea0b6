import { ConsumerGroup } from '@lotsen/messaging';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { FROM_LOG } from '../tokens.js';
import { ChangeFeed } from './change-feed.js';

/**
 * Reads the log again from its start: empties the tables that hold only what the log says, and fills them from it.
 * Handlers of other tables get states that they have handled before, and change nothing. The versions of erased keys
 * are kept, so handlers never get their records again. Every instance takes part, and knows that the reading is in
 * progress.
 */
@Injectable()
export class Reread implements BeforeApplicationShutdown {
  running = false;
  /** How many readings this instance knows to have begun. */
  begun = 0;
  private stopping = false;
  private watching: Promise<void> | undefined;

  constructor(
    private readonly group: ConsumerGroup,
    private readonly feed: ChangeFeed,
    @Inject(FROM_LOG) private readonly tables: readonly string[],
  ) {
    feed.follow('reading', { load: () => this.look() });
  }

  /** Resolves when the group has read all records that the log had at the start of the reading. */
  async run(): Promise<void> {
    await this.begin();
    await this.over();
  }

  /** Empties the tables. From then on the reading goes on by itself, through stops too. */
  async begin(): Promise<void> {
    this.running = true;
    this.begun += 1;
    try {
      await this.group.rebuild(async (manager) => {
        await manager.query(`TRUNCATE ${this.tables.join(', ')}`);
        await this.feed.announceAll(manager);
      });
    } catch (error) {
      // Nothing was emptied. Only a reading that another instance began may still be in progress.
      this.running = this.watching !== undefined;
      throw error;
    }
  }

  /** Resolves when a reading that has begun is over, or the service stops. */
  over(): Promise<void> {
    if (!this.running) this.begun += 1;
    this.running = true;
    this.watching ??= this.watch().finally(() => {
      this.watching = undefined;
      this.running = false;
    });
    return this.watching;
  }

  beforeApplicationShutdown(): void {
    this.stopping = true;
  }

  /** Whether the log has records that the group has not read. Also true if the log does not answer. */
  async isBehind(): Promise<boolean> {
    try {
      return Object.values(await this.group.lag()).some((lag) => lag > 0);
    } catch {
      return true;
    }
  }

  /** Runs at the start, and on every instance when one of them begins a reading. */
  private async look(): Promise<() => void> {
    this.group.readAnew().catch(() => undefined);
    const isDone = await this.group.hasReadAgain();
    return () => {
      if (!isDone) void this.over();
    };
  }

  private async watch(): Promise<void> {
    while (!this.stopping) {
      const isRead = await this.group.hasReadAgain().catch(() => false);
      if (isRead || !(await this.isBehind())) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    // Before this instance reports the end, its memory has what the other instances have read.
    await this.feed.assertFresh().catch(() => undefined);
  }
}
