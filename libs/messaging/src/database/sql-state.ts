/** The PostgreSQL error codes that Lotsen distinguishes, by their names in the manual (appendix A). */
export const sqlState = {
  uniqueViolation: '23505',
  serializationFailure: '40001',
  deadlockDetected: '40P01',
  duplicateDatabase: '42P04',
  lockNotAvailable: '55P03',
} as const;

/** The error classes that Lotsen distinguishes as a whole: the first two characters of a code. */
export const sqlStateClass = {
  connectionException: '08',
  dataException: '22',
  invalidAuthorization: '28',
  transactionRollback: '40',
  insufficientResources: '53',
  operatorIntervention: '57',
} as const;

/** Every PostgreSQL error code contains a digit. EPIPE, a network error of the same length, does not. */
const pattern = /^(?=.*\d)[0-9A-Z]{5}$/u;

/** The code of an error from PostgreSQL; undefined for every other error. */
export function sqlStateOf(error: unknown): string | undefined {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' && pattern.test(code) ? code : undefined;
}

/** Whether an error has one of these codes, or is of one of these classes. */
export function isSqlState(error: unknown, ...wanted: readonly string[]): boolean {
  const code = sqlStateOf(error);
  return code !== undefined && wanted.some((one) => code === one || code.slice(0, 2) === one);
}
