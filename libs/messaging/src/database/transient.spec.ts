import { describe, expect, it } from '@jest/globals';
import { QueryRunnerAlreadyReleasedError } from 'typeorm';
import { isTransient } from './transient.js';

const failure = (message: string, code?: string) => Object.assign(new Error(message), code ? { code } : {});

describe('a failure', () => {
  it.each([
    ['of a server that shuts down', failure('terminating connection due to administrator command', '57P01')],
    ['of a full disk', failure('could not extend file: No space left on device', '53100')],
    ['of a deadlock', failure('deadlock detected', '40P01')],
    ['of a connection that ended without a word', failure('Connection terminated unexpectedly')],
    ['of a socket that the other side had closed', failure('write EPIPE', 'EPIPE')],
    ['of a transaction whose connection broke between two queries', new QueryRunnerAlreadyReleasedError()],
    ['of a server that is not there', failure('connect ECONNREFUSED 127.0.0.1:5432', 'ECONNREFUSED')],
  ])('%s passes', (_what, error) => expect(isTransient(error)).toBe(true));

  it.each([
    ['of a column that is missing', failure('column "x" does not exist', '42703')],
    ['of a value that is too long', failure('value too long', '22001')],
    ['of the code', new TypeError('undefined is no function')],
  ])('%s stays', (_what, error) => expect(isTransient(error)).toBe(false));
});
