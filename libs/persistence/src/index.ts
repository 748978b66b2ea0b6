export { type AggregateRow, aggregateColumns, aggregateEntity } from './aggregate.entity.js';
export {
  type AggregateKind,
  AggregateStore,
  type Command,
  type Decide,
  type Decision,
  type Done,
  type Idempotency,
  next,
  type Outcome,
  refuse,
  unchanged,
} from './aggregate-store.js';
export { databaseUrlOf, dataSourceOptions, ensureDatabase } from './database.js';
export { type Refusal, Refused, type Text } from './refusal.js';
export { statusAfter, type Transitions } from './transitions.js';
