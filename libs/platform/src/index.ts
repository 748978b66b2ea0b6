export { archive } from './archive.js';
export { stalled, tooMuchIn } from './body.js';
export { ByCalendar } from './by-calendar.js';
export { ChangeFeed } from './change-feed.js';
export { assertNotLater } from './day.js';
export {
  assertNotErased,
  ErasureReceipts,
  erasedAmong,
  lockCandidates,
  noSuchPerson,
  PERSONAL_DATA,
  type PersonalData,
  personalAggregates,
} from './erasure.js';
export { ANSWERS_FOR, type AnswersFor, heldOn, knowsNobody } from './held.js';
export { keptSecret } from './kept-secret.js';
export { refuse, withoutTimeLimit } from './limits.js';
export { processLogger } from './logging.js';
export { Organisations } from './organisations.js';
export {
  answersAsKnown,
  isOwnOrShared,
  isResolvedBy,
  type KnownPerson,
  KnownPersons1700000000005,
  Persons,
} from './persons.js';
export { ProblemFilter } from './problem.filter.js';
export { type Language, languageOf, problemDocument } from './problem.js';
export { itsPerson, ReadLog, ShowsPersons, theirPersons } from './read-log.js';
export { releaseKeyOf, releasePublicKeysOf } from './release-keys.js';
export { CurrentOrigin, CurrentTarget, IdParam, type Origin, PageQuery, type Target } from './requests.js';
export { Reread } from './reread.js';
export { Answers, Changes, Creates, Does, Reads } from './routes.js';
export { onStopSignal, runService } from './run.js';
export { type RunningService, type StartOptions, startService, tokenSettings } from './service.js';
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
  TELEMETRY,
  TRANSPORT,
} from './tokens.js';
export { Turns } from './turns.js';
export { checkRow } from './validation.js';
export { nameRoute } from './watched-requests.js';
