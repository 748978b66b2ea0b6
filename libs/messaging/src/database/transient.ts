import { isSqlState, sqlState, sqlStateClass, sqlStateOf } from './sql-state.js';

/** What passes by itself: connection, sign-in, resources, the operator, transactions that met. */
const passing = [
  sqlStateClass.connectionException,
  sqlStateClass.invalidAuthorization,
  sqlStateClass.insufficientResources,
  sqlStateClass.operatorIntervention,
  sqlState.serializationFailure,
  sqlState.deadlockDetected,
  sqlState.lockNotAvailable,
];

/** TypeORM's word for the rest of a transaction whose connection broke between two queries: it has let go of it by then. */
const brokenOff = 'QueryRunnerAlreadyReleased';

/** Whether a failure is of the moment (a database or broker away) and not of the record. */
export function isTransient(error: unknown): boolean {
  if (sqlStateOf(error)) return isSqlState(error, ...passing);
  const { code, message = '', name = '' } = (error ?? {}) as { code?: unknown; message?: string; name?: string };
  if (name.startsWith(brokenOff)) return true;
  return /ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|Connection terminated|connection|timeout|KafkaJS/iu.test(
    `${String(code ?? '')} ${name} ${message}`,
  );
}
