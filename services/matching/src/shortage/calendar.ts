import { stockholmDay } from '@lotsen/persistence';
import { ChangeFeed, CLOCK, type Clock, Reread } from '@lotsen/platform';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { TickFigures } from './figures.js';
import { FiguresOfTheDay } from './figures-of-the-day.js';
import { PublishedFigures } from './published-figures.js';
import { storeFigures } from './stored-figures.js';

const logger = new Logger('tick');
const checkTickMs = 2_000;

/** Turns the day: counts the new day's figures, stores and publishes them. */
@Injectable()
export class Calendar implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private ticking: Promise<TickFigures> | undefined;

  constructor(
    private readonly source: DataSource,
    private readonly counting: FiguresOfTheDay,
    private readonly published: PublishedFigures,
    private readonly reread: Reread,
    private readonly feed: ChangeFeed,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.tickIfDue().catch((error: Error) => logger.error(`The tick is tried again: ${error.message}`));
    }, checkTickMs).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    // Its transaction ends before its database is closed.
    await this.ticking?.catch(() => undefined);
  }

  /** Once a day, and only from facts that are all there. */
  private async tickIfDue(): Promise<void> {
    if (this.ticking || this.published.day === stockholmDay(this.clock())) return;
    if (this.reread.running || (await this.reread.isBehind())) return;
    // Until memory was read once, it holds nobody.
    await this.feed.assertFresh();
    await this.tick();
  }

  /** Moves to today and publishes its figures. Who asks while one runs gets that one. */
  tick(): Promise<TickFigures> {
    this.ticking ??= this.publish().finally(() => {
      this.ticking = undefined;
    });
    return this.ticking;
  }

  /** Stored first, so that a restart answers as before. */
  private async publish(): Promise<TickFigures> {
    const day = stockholmDay(this.clock());
    const counted = await this.counting.count(day);
    const figures = await this.source.transaction(async (manager) => {
      await this.feed.announce(manager, 'tick', []);
      return storeFigures(manager, day, counted);
    });
    this.feed.apply(() => this.published.moveTo(day, figures));
    return figures;
  }
}
