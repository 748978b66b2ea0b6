import type { Telemetry } from '@lotsen/messaging';
import { TELEMETRY } from '@lotsen/platform';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { FactBase } from './fact-base.js';

/** How many states are in memory. */
@Injectable()
export class FactMetrics implements OnModuleInit {
  constructor(
    private readonly facts: FactBase,
    @Inject(TELEMETRY) private readonly telemetry: Telemetry,
  ) {}

  onModuleInit(): void {
    const sizes = new Gauge({
      name: 'lotsen_engine_facts',
      help: 'Newest states that matching holds in memory.',
      labelNames: ['topic'],
      registers: [this.telemetry.metrics],
      collect: () => {
        for (const [topic, count] of Object.entries(this.facts.counts())) sizes.set({ topic }, count);
      },
    });
  }
}
