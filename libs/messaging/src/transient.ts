/** SQLSTATE classes and codes that pass by themselves: connection, sign-in, resources, operator, serialization, deadlock. */
const passing = /^(08|28|53|57|40001$|40P01$|55P03$)/u;

/** Every SQLSTATE has a digit; EPIPE, which is as long, is the network's. */
const sqlState = /^(?=.*\d)[0-9A-Z]{5}$/u;

/** TypeORM's word for the rest of a transaction whose connection broke between two queries: it has let go of it by then. */
const brokenOff = 'QueryRunnerAlreadyReleased';

/** Whether a failure is of the moment (a database or broker away) and not of the record. */
export function isTransient(error: unknown): boolean {
  const { code, message = '', name = '' } = (error ?? {}) as { code?: unknown; message?: string; name?: string };
  if (typeof code === 'string' && sqlState.test(code)) return passing.test(code);
  if (name.startsWith(brokenOff)) return true;
  return /ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|Connection terminated|connection|timeout|KafkaJS/iu.test(
    `${String(code ?? '')} ${name} ${message}`,
  );
}
