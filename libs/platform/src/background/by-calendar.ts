import type { AggregateRow, AggregateStore, Decide } from '@lotsen/persistence';
import { stockholmDay } from '@lotsen/persistence';
import { Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { DataSource, EntitySchema } from 'typeorm';
import type { Clock } from '../tokens.js';

const everyMs = 30_000;
const atOnce = 200;

/** What the calendar does to one kind of aggregate. */
export interface CalendarWork<State, Lookup extends object> {
  /** Said in the log: "closing". */
  readonly name: string;
  readonly entity: EntitySchema<AggregateRow<State> & Lookup>;
  readonly store: AggregateStore<State, Lookup>;
  /** Which rows are due, as TypeORM asks for them. */
  due(today: string): object;
  readonly decide: Decide<State>;
}

/** Does at the start, and every half minute, what the calendar asks for. Idempotent: any number of instances may do it, at any time. */
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
      // What cannot be done now is tried at the next round.
      if (!done.some(({ kind }) => kind === 'changed')) return;
    }
  }
}
