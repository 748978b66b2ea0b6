export { onStopSignal, runService } from './run.js';
export type { ServiceDefinition } from './service-definition.js';
export { type RunningService, type StartOptions, startService, tokenSettings } from './start-service.js';
