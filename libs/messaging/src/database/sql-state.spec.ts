import { describe, expect, it } from '@jest/globals';
import { isSqlState, sqlState, sqlStateClass, sqlStateOf } from './sql-state.js';

const failure = (code: unknown) => Object.assign(new Error(), { code });

describe('a code of PostgreSQL', () => {
  it.each(['ENOENT', 'EPIPE', 'ECONNREFUSED', 23505, undefined])('is not %s', (code) =>
    expect(sqlStateOf(failure(code))).toBeUndefined(),
  );

  it.each([null, undefined, 'text'])('is not in %s', (error) => expect(sqlStateOf(error)).toBeUndefined());

  it('is one of those that are asked for, or of their class', () => {
    const { uniqueViolation, deadlockDetected } = sqlState;
    expect(isSqlState(failure('23505'), deadlockDetected, uniqueViolation)).toBe(true);
    expect(isSqlState(failure('23503'), deadlockDetected, uniqueViolation)).toBe(false);
    expect(isSqlState(failure('22001'), sqlStateClass.dataException)).toBe(true);
    expect(isSqlState(failure('02200'), sqlStateClass.dataException)).toBe(false);
  });
});
