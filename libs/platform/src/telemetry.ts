import { Telemetry } from '@lotsen/messaging';
import { context } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { ServiceName } from './services.js';
import type { Settings } from './settings.js';

export interface RunningTelemetry {
  readonly telemetry: Telemetry;
  /** Sends the spans that are left. A collector that is away keeps nobody from stopping. */
  stop(): Promise<void>;
}

/**
 * The spans and metrics of one service. Spans are made everywhere, for their ids stand in log lines and events; they are sent
 * by OTLP where a collector is named. Several services in one process have each their own.
 */
export function startTelemetry(name: ServiceName, { collector }: Settings): RunningTelemetry {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': `lotsen-${name}` }),
    spanProcessors: collector
      ? [new BatchSpanProcessor(new OTLPTraceExporter({ url: `${collector.replace(/\/+$/u, '')}/v1/traces` }))]
      : [],
  });
  const metrics = new Registry();
  metrics.setDefaultLabels({ service: name });
  collectDefaultMetrics({ register: metrics });
  return {
    telemetry: new Telemetry(provider.getTracer('lotsen'), metrics),
    stop: () => provider.shutdown().catch(() => undefined),
  };
}
