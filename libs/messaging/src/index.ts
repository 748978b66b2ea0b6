export {
  type BatchWork,
  type ConsumerContext,
  ConsumerGroup,
  ConsumerGroupStrategy,
  Consumes,
  type DeadLetter,
  DeadLetters,
  type PartitionEnd,
  removeDeadLettersNaming,
} from './consuming/index.js';
export {
  backoff,
  isSqlState,
  isTransient,
  Messaging1700000000000,
  Messaging1700000000006,
  SteadyClient,
  sqlState,
  sqlStateClass,
} from './database/index.js';
export { EmbeddedLogTransport } from './log/embedded/index.js';
export type * from './log/index.js';
export {
  type AggregateState,
  ContractBreach,
  compareWithLog,
  contextOfTraceparent,
  currentTraceparent,
  decodeState,
  EventSigner,
  EventVerifier,
  encodeState,
  fingerprintOf,
  tombstone,
} from './log/index.js';
export {
  appendToOutbox,
  notifyRelay,
  OutboxRelay,
  outboxChannel,
  outboxInsert,
  outboxParameters,
  outboxSize,
  outboxWait,
} from './publishing/index.js';
export { Telemetry } from './telemetry.js';
