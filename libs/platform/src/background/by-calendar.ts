import type { AggregateRow, AggregateStore, Decide } from '@lotsen/persistence';
import { stockholmDay } from '@lotsen/persistence';
import { Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { DataSource, EntitySchema } from 'typeorm';
import type { Clock } from '../tokens.js';

const everyMs = 30_000;
const atOnce = 200;

/** The decision that falls due by date for one kind of aggregate. */
export interface CalendarWork<State, Lookup extends object> {
  /** The name of the work in log lines: "closing". */
  readonly name: string;
  readonly entity: EntitySchema<AggregateRow<State> & Lookup>;
  readonly store: AggregateStore<State, Lookup>;
  /** The condition for the rows that are due, as TypeORM's `where`. */
  due(today: string): object;
  readonly decide: Decide<State>;
}

/**
 * Runs the due decisions at the start and every half minute. They are idempotent: any number of instances may run them,
 * at any time.
 */
export class ByCalendar<State, Lookup extends object> implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly work: CalendarWork<State, Lookup>,
  ) {}

  onApplicationBootstrap(): void {
    const { name } = this.work;
    const run = () => {
      this.running = this.runOnce().catch((error: Error) =>
        new Logger(name).warn(`The ${name} is tried again: ${error.message}`),
      );
    };
    run();
    this.timer = setInterval(run, everyMs).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  async runOnce(): Promise<void> {
    const { entity, store, due, decide } = this.work;
    const today = stockholmDay(this.clock());
    for (;;) {
      const rows = await this.source.getRepository(entity).find({
        where: due(today),
        select: { id: true },
        order: { id: 'ASC' },
        take: atOnce,
      } as never);
      if (rows.length === 0) return;
      const done = await store.runMany(rows.map(({ id }) => ({ id, decide })));
      // If no row changed, the rest cannot be done now. The next round tries it again.
      if (!done.some(({ kind }) => kind === 'changed')) return;
    }
  }
}
