import { Telemetry } from '@lotsen/messaging';
import { context } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider, type SpanProcessor } from '@opentelemetry/sdk-trace-node';
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { ServiceName } from '../service-names.js';
import type { Settings } from '../settings/index.js';

export interface RunningTelemetry {
  readonly telemetry: Telemetry;
  /** Sends the spans that are left. A collector that is away does not prevent the stop. */
  stop(): Promise<void>;
}

/**
 * The spans and metrics of one service. Spans are always made, because log lines and events carry their ids. They are
 * sent by OTLP only if a collector is set. Each service has its own, even if several run in one process.
 */
export async function startTelemetry(name: ServiceName, { collector }: Settings): Promise<RunningTelemetry> {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': `lotsen-${name}` }),
    spanProcessors: collector ? [await sendingTo(collector)] : [],
  });
  const metrics = new Registry();
  metrics.setDefaultLabels({ service: name });
  collectDefaultMetrics({ register: metrics });
  return {
    telemetry: new Telemetry(provider.getTracer('lotsen'), metrics),
    stop: () => provider.shutdown().catch(() => undefined),
  };
}

/** Loads the exporter only if a collector is set. */
async function sendingTo(collector: string): Promise<SpanProcessor> {
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  return new BatchSpanProcessor(new OTLPTraceExporter({ url: `${collector.replace(/\/+$/u, '')}/v1/traces` }));
}
