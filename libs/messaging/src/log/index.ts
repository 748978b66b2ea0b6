export { erasedVersion } from './erased-version.js';
export { type AggregateState, ContractBreach, decodeState, encodeState, tombstone } from './event-format.js';
export { compareWithLog, type LogDifference } from './log-check.js';
export { EventSigner, EventVerifier, fingerprintOf } from './signature.js';
export { contextOfTraceparent, currentTraceparent } from './trace.js';
export type * from './transport.js';
