export { type AggregateRow, aggregateColumns, aggregateEntity } from './aggregate.entity.js';
export {
  type AggregateKind,
  AggregateStore,
  type Command,
  type Decide,
  type Decision,
  type Done,
  next,
  type Outcome,
  refuse,
  unchanged,
} from './aggregate-store.js';
export { databaseUrlOf, dataSourceOptions, ensureDatabase } from './database.js';
export type { Idempotency } from './idempotency.js';
export { type Refusal, Refused, type Text } from './refusal.js';
export { statusAfter, type Transitions } from './transitions.js';
