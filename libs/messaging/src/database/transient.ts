import { isSqlState, sqlState, sqlStateClass, sqlStateOf } from './sql-state.js';

/** Errors that a retry may outlast: connection, authorization, resources, operator, conflicts between transactions. */
const passing = [
  sqlStateClass.connectionException,
  sqlStateClass.invalidAuthorization,
  sqlStateClass.insufficientResources,
  sqlStateClass.operatorIntervention,
  sqlState.serializationFailure,
  sqlState.deadlockDetected,
  sqlState.lockNotAvailable,
];

/** TypeORM's error for a query in a transaction whose connection broke, and was released, after the previous query. */
const brokenOff = 'QueryRunnerAlreadyReleased';

/** Whether a retry may succeed, because the cause is not the record (it may be a database or broker that is away). */
export function isTransient(error: unknown): boolean {
  if (sqlStateOf(error)) return isSqlState(error, ...passing);
  const { code, message = '', name = '' } = (error ?? {}) as { code?: unknown; message?: string; name?: string };
  if (name.startsWith(brokenOff)) return true;
  return /ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|Connection terminated|connection|timeout|KafkaJS/iu.test(
    `${String(code ?? '')} ${name} ${message}`,
  );
}
