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

/** Runs the daily tick: counts the new day's figures, stores them and publishes them. */
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
    // The transaction of a running tick has to end before the database connection is closed.
    await this.ticking?.catch(() => undefined);
  }

  /** Ticks once a day, and only when this service has consumed all events that the log has. */
  private async tickIfDue(): Promise<void> {
    if (this.ticking || this.published.day === stockholmDay(this.clock())) return;
    if (this.reread.running || (await this.reread.isBehind())) return;
    // Before memory is first loaded it is empty, and the tick would count nobody.
    await this.feed.assertFresh();
    await this.tick();
  }

  /** Moves to today and publishes its figures. A call while a tick runs returns the result of that tick. */
  tick(): Promise<TickFigures> {
    this.ticking ??= this.publish().finally(() => {
      this.ticking = undefined;
    });
    return this.ticking;
  }

  /** As `tick`, and tells of which day and how many occupations the figures are. */
  async tickNow() {
    const figures = await this.tick();
    return { asOf: this.published.day, occupations: Object.keys(figures).length };
  }

  /** Stores the figures before memory gets them, so that a restarted service gives the same answers. */
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
