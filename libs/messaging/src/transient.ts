/** SQLSTATE classes and codes that pass by themselves: connection, resources, operator, serialization, deadlock. */
const passing = /^(08|53|57|40001$|40P01$|55P03$)/u;

/** Whether a failure is of the moment (a database or broker away) and not of the record. */
export function isTransient(error: unknown): boolean {
  const { code, message = '', name = '' } = (error ?? {}) as { code?: unknown; message?: string; name?: string };
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/u.test(code)) return passing.test(code);
  return /ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|Connection terminated|connection|timeout|KafkaJS/iu.test(
    `${String(code ?? '')} ${name} ${message}`,
  );
}
