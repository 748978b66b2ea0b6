export { onStopSignal, runService } from './run.js';
export type { ServiceDefinition } from './service-definition.js';
export { type RunningService, type StartOptions, startService } from './start-service.js';
