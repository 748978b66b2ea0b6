export { type AggregateRow, aggregateColumns, aggregateEntity } from './aggregate.entity.js';
export { headed } from './aggregate-kind.js';
export { AggregateStore, noOrganisation } from './aggregate-store.js';
export { dataSourceOptions, ensureDatabase, openDatabase } from './database.js';
export { databaseUrlOf } from './database-url.js';
export {
  type Command,
  type CommandResult,
  type Decide,
  type Decision,
  type Done,
  next,
  type Origin,
  type RunOptions,
  refuse,
  type Target,
  unchanged,
} from './decision.js';
export type { Idempotency } from './idempotency.js';
export { type Moment, momentOf, stockholmDay } from './moment.js';
export { type Caller, covers, type Side } from './ownership.js';
export { type Refusal, Refused, type Text } from './refusal.js';
export { announcesAnew, changesPublicState } from './tables.js';
export { Lifecycle, type Staged, type Transitions, unlessSame } from './transitions.js';
