import { CLOCK, type Clock, stockholmDay } from '@lotsen/platform';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, LessThan } from 'typeorm';
import { endWhenDue } from './placement.js';
import { PlacementEntity, PlacementStore } from './placement.store.js';

const logger = new Logger('ending');
const everyMs = 30_000;
const atOnce = 200;

/** Ends the placements whose period is over. Idempotent: any number of instances may do it, at any time. */
@Injectable()
export class ScheduledEnding implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly source: DataSource,
    private readonly placements: PlacementStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    const run = () => {
      this.running = this.runOnce().catch((error: Error) => logger.warn(`Ending is tried again: ${error.message}`));
    };
    run();
    this.timer = setInterval(run, everyMs).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  async runOnce(): Promise<void> {
    const today = stockholmDay(this.clock());
    for (;;) {
      const due = await this.source.getRepository(PlacementEntity).find({
        where: { status: 'posted', endDay: LessThan(today) },
        select: { id: true },
        order: { id: 'ASC' },
        take: atOnce,
      });
      if (due.length === 0) return;
      const done = await this.placements.runMany(due.map(({ id }) => ({ id, decide: endWhenDue(today) })));
      // What cannot be ended now is tried at the next round.
      if (!done.some(({ kind }) => kind === 'changed')) return;
    }
  }
}
