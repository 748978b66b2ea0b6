import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import { context, trace } from '@opentelemetry/api';
import type { Settings } from '../settings/index.js';

/** Nest's own logger, with the service and the trace id on each structured line. */
class ServiceLogger extends ConsoleLogger {
  constructor(
    private readonly service: string,
    json: boolean,
    logLevels: LogLevel[],
  ) {
    super({ prefix: service, json, logLevels });
  }

  protected override getJsonLogObject(...line: Parameters<ConsoleLogger['getJsonLogObject']>) {
    const span = trace.getSpanContext(context.active());
    return { ...super.getJsonLogObject(...line), service: this.service, ...(span ? { traceId: span.traceId } : {}) };
  }
}

/**
 * The logger of a process. It writes structured lines (one JSON object each), or plain ones for a terminal. Plain lines
 * begin at the level `warn`; lower levels are for log collectors only. No line names a person, or the id of one.
 * @param process the process that writes the lines: lotsen-SERVICE, or lotsen if all services run in one process
 */
export function processLogger(process: string, { structuredLogs }: Settings): ConsoleLogger {
  const levels: LogLevel[] = structuredLogs ? ['log', 'warn', 'error', 'fatal'] : ['warn', 'error', 'fatal'];
  return new ServiceLogger(process, structuredLogs, levels);
}
