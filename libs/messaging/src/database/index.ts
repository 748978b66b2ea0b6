export { backoff } from './backoff.js';
export { LockedSession, type RoundDone } from './locked-session.js';
export { isSqlState, sqlState, sqlStateClass } from './sql-state.js';
export { SteadyClient } from './steady-client.js';
export { Messaging1700000000000, Messaging1700000000006 } from './tables.js';
export { isTransient } from './transient.js';
