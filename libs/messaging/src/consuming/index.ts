export { type BatchWork, type ConsumerContext, ConsumerGroup, type StateHandler } from './consumer-group.js';
export { Consumes } from './consumes.js';
export { type DeadLetter, DeadLetters, removeDeadLettersNaming } from './dead-letters.js';
export type { PartitionEnd } from './positions.js';
export { ConsumerGroupStrategy } from './strategy.js';
