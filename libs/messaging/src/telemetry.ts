import { ProxyTracerProvider, type Tracer } from '@opentelemetry/api';
import { Counter, Histogram, Registry } from 'prom-client';

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Metrics of the flow of events from the outbox to the handlers. */
function messagingMetrics(metrics: Registry) {
  const registers = [metrics];
  return {
    published: new Counter({
      name: 'lotsen_events_published_total',
      help: 'Events that the relay put into the log.',
      labelNames: ['topic'],
      registers,
    }),
    waited: new Histogram({
      name: 'lotsen_outbox_wait_seconds',
      help: 'From the outbox row to the log.',
      buckets: seconds,
      registers,
    }),
    handled: new Histogram({
      name: 'lotsen_event_handling_seconds',
      help: 'How long the handlers of one event took, its transaction left out.',
      labelNames: ['topic'],
      buckets: seconds,
      registers,
    }),
    delayed: new Histogram({
      name: 'lotsen_event_delay_seconds',
      help: 'From the change at its source until its effect was committed here.',
      labelNames: ['topic'],
      buckets: seconds,
      registers,
    }),
    buried: new Counter({
      name: 'lotsen_events_buried_total',
      help: 'Events that went to the dead letters.',
      labelNames: ['topic', 'code'],
      registers,
    }),
  };
}

/** The tracer and the metrics of one service. No label and no attribute ever names an aggregate or a person. */
export class Telemetry {
  readonly messaging: ReturnType<typeof messagingMetrics>;

  /** Without arguments, spans have no effect, and nothing reads the metrics. */
  constructor(
    readonly tracer: Tracer = new ProxyTracerProvider().getTracer('lotsen'),
    readonly metrics: Registry = new Registry(),
  ) {
    this.messaging = messagingMetrics(metrics);
  }
}
