import { ConsumerGroup } from '@lotsen/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { FROM_LOG } from './tokens.js';

/**
 * Reads the log again from its start: what came of it alone is emptied, and filled from it. Handlers meet states that
 * they know, and change nothing for them; whom they know as erased they never meet again.
 */
@Injectable()
export class Reread {
  running = false;

  constructor(
    private readonly group: ConsumerGroup,
    @Inject(FROM_LOG) private readonly tables: readonly string[],
  ) {}

  /** Resolves when all that the log had has been read. */
  async run(): Promise<void> {
    this.running = true;
    try {
      await this.group.rebuild(async (manager) => {
        await manager.query(`TRUNCATE ${this.tables.join(', ')}`);
      });
      while (await this.isBehind()) await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      this.running = false;
    }
  }

  /** Whether the log has more than was read; also where it cannot be asked just now. */
  async isBehind(): Promise<boolean> {
    try {
      return Object.values(await this.group.lag()).some((lag) => lag > 0);
    } catch {
      return true;
    }
  }
}
