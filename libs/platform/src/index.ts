export { stockholmDay } from './day.js';
export { answer, ChangeAnswer, Changes, Creates, IdempotencyKey, IdParam, IfMatch, PageQuery, tag } from './http.js';
export { serviceLogger } from './logging.js';
export { ProblemFilter } from './problem.filter.js';
export { languageOf, problemDocument } from './problem.js';
export { onStopSignal, runService, runUntilStopped } from './run.js';
export {
  prepareHttp,
  type RunningService,
  type StartOptions,
  startService,
  tokenSettings,
} from './service.js';
export type { ServiceDefinition } from './service-definition.js';
export { type ServiceName, serviceNames } from './services.js';
export { ConfigurationError, readSettings, type Settings, settingsOrExit } from './settings.js';
export {
  AGGREGATE_STORES,
  CLOCK,
  type Clock,
  PROJECTION_VERSIONS,
  type ProjectionVersions,
  SETTINGS,
  TRANSPORT,
} from './tokens.js';
export { checkRow } from './validation.js';
