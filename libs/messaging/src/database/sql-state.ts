/** The codes of PostgreSQL's errors that are told apart here, by the names of its manual (appendix A). */
export const sqlState = {
  uniqueViolation: '23505',
  serializationFailure: '40001',
  deadlockDetected: '40P01',
  duplicateDatabase: '42P04',
  lockNotAvailable: '55P03',
} as const;

/** The classes that are told apart as a whole: the first two characters of a code. */
export const sqlStateClass = {
  connectionException: '08',
  dataException: '22',
  invalidAuthorization: '28',
  transactionRollback: '40',
  insufficientResources: '53',
  operatorIntervention: '57',
} as const;

/** Every code of PostgreSQL has a digit; EPIPE, which is as long, is the network's. */
const pattern = /^(?=.*\d)[0-9A-Z]{5}$/u;

/** The code of an error that PostgreSQL answered with; undefined where it was another error. */
export function sqlStateOf(error: unknown): string | undefined {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' && pattern.test(code) ? code : undefined;
}

/** Whether an error has one of these codes, or is of one of these classes. */
export function isSqlState(error: unknown, ...wanted: readonly string[]): boolean {
  const code = sqlStateOf(error);
  return code !== undefined && wanted.some((one) => code === one || code.slice(0, 2) === one);
}
