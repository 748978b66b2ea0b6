export {
  type BatchWork,
  type ConsumerContext,
  ConsumerGroup,
  type StateHandler,
} from './consuming/consumer-group.js';
export { Consumes } from './consuming/consumes.js';
export { type DeadLetter, DeadLetters, removeDeadLettersNaming } from './consuming/dead-letters.js';
export type { PartitionEnd } from './consuming/positions.js';
export { ConsumerGroupStrategy } from './consuming/strategy.js';
export { backoff } from './database/backoff.js';
export { isSqlState, sqlState, sqlStateClass } from './database/sql-state.js';
export { SteadyClient } from './database/steady-client.js';
export { Messaging1700000000000, Messaging1700000000006 } from './database/tables.js';
export { isTransient } from './database/transient.js';
export { EmbeddedLogTransport } from './log/embedded/embedded-log.transport.js';
export {
  type AggregateState,
  ContractBreach,
  decodeState,
  encodeState,
  tombstone,
} from './log/event-format.js';
export { compareWithLog, type LogDifference } from './log/log-check.js';
export { EventSigner, EventVerifier, fingerprintOf } from './log/signature.js';
export { contextOfTraceparent, currentTraceparent } from './log/trace.js';
export type * from './log/transport.js';
export {
  appendToOutbox,
  notifyRelay,
  outboxChannel,
  outboxInsert,
  outboxParameters,
  outboxSize,
  outboxWait,
} from './publishing/outbox.js';
export { OutboxRelay } from './publishing/relay.js';
export { Telemetry } from './telemetry.js';
