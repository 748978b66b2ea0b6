import type { Telemetry } from '@lotsen/messaging';
import { TELEMETRY } from '@lotsen/platform';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { EngineHost } from './engine-host.js';

/** How much the engine holds. */
@Injectable()
export class EngineMetrics implements OnModuleInit {
  constructor(
    private readonly engine: EngineHost,
    @Inject(TELEMETRY) private readonly telemetry: Telemetry,
  ) {}

  onModuleInit(): void {
    const { facts } = this.engine;
    const sizes = new Gauge({
      name: 'lotsen_engine_facts',
      help: 'Newest states that matching holds in memory.',
      labelNames: ['topic'],
      registers: [this.telemetry.metrics],
      collect: () => {
        for (const [topic, count] of Object.entries(facts.counts())) sizes.set({ topic }, count);
      },
    });
  }
}
