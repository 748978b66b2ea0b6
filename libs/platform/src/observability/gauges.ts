import { ConsumerGroup, DeadLetters, outboxSize, outboxWait, type Telemetry } from '@lotsen/messaging';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { DataSource } from 'typeorm';
import { TELEMETRY } from '../tokens.js';
import { within } from '../within.js';

/** A scrape does not wait for a database or log that is away. It then lacks their gauges, and an alarm fires. */
const patienceMs = 2000;

interface Pool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

/** Gauges that are read at each scrape: outbox, lag, dead letters, connections. */
@Injectable()
export class Gauges implements OnModuleInit {
  constructor(
    private readonly source: DataSource,
    private readonly group: ConsumerGroup,
    private readonly letters: DeadLetters,
    @Inject(TELEMETRY) private readonly telemetry: Telemetry,
  ) {}

  onModuleInit(): void {
    const { manager } = this.source;
    this.gauge('lotsen_outbox_events', 'Events that wait to be put into the log.', () => outboxSize(manager));
    this.gauge('lotsen_outbox_age_seconds', 'How long the oldest of them has waited.', () => outboxWait(manager));
    this.gauge('lotsen_dead_letters', 'Events that could not be taken in.', () => this.letters.count());
    const lag = new Gauge({
      name: 'lotsen_consumer_lag_events',
      help: 'Events of a topic that were not read yet.',
      labelNames: ['topic'],
      registers: [this.telemetry.metrics],
      collect: () =>
        this.look(async () => {
          lag.reset();
          for (const [topic, behind] of Object.entries(await this.group.lag())) lag.set({ topic }, behind);
        }),
    });
    const pool = (this.source.driver as unknown as { master: Pool }).master;
    const connections = new Gauge({
      name: 'lotsen_database_connections',
      help: 'Connections of the pool, and requests that wait for one.',
      labelNames: ['state'],
      registers: [this.telemetry.metrics],
      collect: () => {
        connections.set({ state: 'open' }, pool.totalCount);
        connections.set({ state: 'idle' }, pool.idleCount);
        connections.set({ state: 'waiting' }, pool.waitingCount);
      },
    });
  }

  private gauge(name: string, help: string, read: () => Promise<number>): void {
    const gauge = new Gauge({
      name,
      help,
      registers: [this.telemetry.metrics],
      collect: () =>
        this.look(async () => {
          // `reset` would set the gauge to 0, which looks like a value that was read.
          gauge.remove();
          gauge.set(await read());
        }),
    });
  }

  private look(read: () => Promise<void>): Promise<void> {
    return within(patienceMs, read()).catch(() => undefined);
  }
}
