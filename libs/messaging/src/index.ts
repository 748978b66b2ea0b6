export { backoff } from './backoff.js';
export {
  type BatchWork,
  type ConsumerContext,
  ConsumerGroup,
  type StateHandler,
} from './consumer-group.js';
export { Consumes } from './consumes.js';
export { type DeadLetter, DeadLetters, removeDeadLettersNaming } from './dead-letters.js';
export { EmbeddedLogTransport } from './embedded-log.transport.js';
export {
  type AggregateState,
  ContractBreach,
  decodeState,
  encodeState,
  tombstone,
} from './event-format.js';
export { compareWithLog, type LogDifference } from './log-check.js';
export {
  appendToOutbox,
  notifyRelay,
  outboxChannel,
  outboxInsert,
  outboxParameters,
  outboxSize,
  outboxWait,
} from './outbox.js';
export type { PartitionEnd } from './positions.js';
export { OutboxRelay } from './relay.js';
export { EventSigner, EventVerifier, fingerprintOf } from './signature.js';
export { isSqlState, sqlState, sqlStateClass } from './sql-state.js';
export { SteadyClient } from './steady-client.js';
export { ConsumerGroupStrategy } from './strategy.js';
export { Messaging1700000000000, Messaging1700000000006 } from './tables.js';
export { Telemetry } from './telemetry.js';
export { contextOfTraceparent, currentTraceparent } from './trace.js';
export { isTransient } from './transient.js';
export type * from './transport.js';
