export { stalled, tooMuchIn } from './http/body.js';
export { refuse, withoutTimeLimit } from './http/limits.js';
export { ProblemFilter } from './http/problem.filter.js';
export { type Language, languageOf, problemDocument } from './http/problem.js';
export { CurrentOrigin, CurrentTarget, IdParam, type Origin, PageQuery, type Target } from './http/requests.js';
export { Answers, Changes, Creates, Does, Reads } from './http/routes.js';
export { checkRow } from './http/validation.js';
export { processLogger } from './observability/logging.js';
export { nameRoute } from './observability/watched-requests.js';
export { Organisations } from './organisations/organisations.js';
export {
  assertNotErased,
  ErasureReceipts,
  erasedAmong,
  lockCandidates,
  noSuchPerson,
  PERSONAL_DATA,
  type PersonalData,
  personalAggregates,
} from './persons/erasure.js';
export { ANSWERS_FOR, type AnswersFor, heldOn, knowsNobody } from './persons/held.js';
export {
  answersAsKnown,
  isOwnOrShared,
  isResolvedBy,
  type KnownPerson,
  KnownPersons1700000000005,
  Persons,
} from './persons/persons.js';
export { itsPerson, ReadLog, ShowsPersons, theirPersons } from './persons/read-log.js';
export { archive } from './runtime/archive.js';
export { ByCalendar } from './runtime/by-calendar.js';
export { ChangeFeed } from './runtime/change-feed.js';
export { assertNotLater } from './runtime/day.js';
export { keptSecret } from './runtime/kept-secret.js';
export { releaseKeyOf, releasePublicKeysOf } from './runtime/release-keys.js';
export { Reread } from './runtime/reread.js';
export { onStopSignal, runService } from './runtime/run.js';
export type { ServiceDefinition } from './runtime/service-definition.js';
export { type RunningService, type StartOptions, startService, tokenSettings } from './runtime/start-service.js';
export {
  AGGREGATE_STORES,
  CLOCK,
  type Clock,
  PROJECTION_VERSIONS,
  type ProjectionVersions,
  SETTINGS,
  TELEMETRY,
  TRANSPORT,
} from './runtime/tokens.js';
export { Turns } from './runtime/turns.js';
export { type ServiceName, serviceNames } from './service-names.js';
export { ConfigurationError, readSettings, type Settings, settingsOrExit } from './settings.js';
