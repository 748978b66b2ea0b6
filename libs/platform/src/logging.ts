import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import type { ServiceName } from './services.js';
import type { Settings } from './settings.js';

/** Structured lines in production, plain ones on a terminal. Start-up chatter of the framework is left out. */
export function serviceLogger(name: ServiceName, settings: Settings): ConsoleLogger {
  const levels: LogLevel[] = settings.production ? ['log', 'warn', 'error', 'fatal'] : ['warn', 'error', 'fatal'];
  return new ConsoleLogger({ prefix: `lotsen-${name}`, json: settings.production, logLevels: levels });
}
