import type { Telemetry } from '@lotsen/messaging';
import { Counter, Gauge, Histogram } from 'prom-client';

/** Metrics: how many lists are followed, how often they change, and how long it takes to recompute one. */
export class StreamMetrics {
  open = 0;
  private readonly changes: Counter;
  private readonly times: Histogram;

  constructor({ metrics }: Telemetry) {
    const registers = [metrics];
    this.changes = new Counter({
      name: 'lotsen_list_changes_total',
      help: 'Changed lists that were sent to those who follow them.',
      labelNames: ['list'],
      registers,
    });
    this.times = new Histogram({
      name: 'lotsen_list_seconds',
      help: 'How long it took to recompute a followed list.',
      labelNames: ['list'],
      buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
      registers,
    });
    const gauge: Gauge = new Gauge({
      name: 'lotsen_streams_open',
      help: 'Lists that somebody follows.',
      registers,
      collect: () => gauge.set(this.open),
    });
  }

  async timed<T>(list: string, work: () => Promise<T>): Promise<T> {
    const done = this.times.startTimer({ list });
    try {
      return await work();
    } finally {
      done();
    }
  }

  changed(list: string): void {
    this.changes.inc({ list });
  }

  opened(): void {
    this.open += 1;
  }

  closed(): void {
    this.open -= 1;
  }
}
