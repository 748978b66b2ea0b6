import { CLOCK, type Clock, stockholmDay } from '@lotsen/platform';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, LessThan } from 'typeorm';
import { closeWhenDue } from './vacancy.js';
import { VacancyEntity, VacancyStore } from './vacancy.store.js';

const logger = new Logger('closing');
const everyMs = 30_000;
const atOnce = 200;

/** Closes what is past its last application day. Idempotent: any number of instances may do it, at any time. */
@Injectable()
export class ScheduledClosing implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly source: DataSource,
    private readonly vacancies: VacancyStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    const run = () => {
      this.running = this.runOnce().catch((error: Error) => logger.warn(`Closing is tried again: ${error.message}`));
    };
    run();
    this.timer = setInterval(run, everyMs).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** Returns how many were closed. */
  async runOnce(): Promise<number> {
    const today = stockholmDay(this.clock());
    let closed = 0;
    for (;;) {
      const due = await this.source.getRepository(VacancyEntity).find({
        where: { status: 'published', lastDay: LessThan(today) },
        select: { id: true },
        order: { id: 'ASC' },
        take: atOnce,
      });
      if (due.length === 0) return closed;
      const done = await this.vacancies.runMany(due.map(({ id }) => ({ id, decide: closeWhenDue(today) })));
      const changed = done.filter(({ kind }) => kind === 'changed').length;
      closed += changed;
      // What cannot be closed now is tried at the next round.
      if (changed === 0) return closed;
    }
  }
}
