import { describe, expect, it } from '@jest/globals';
import { destinationOf } from './gateway.js';

describe('the gateway', () => {
  it.each([
    ['/v1/vacancies', 'vacancies', '/v1/vacancies'],
    ['/v1/vacancies/1/withdraw', 'vacancies', '/v1/vacancies/1/withdraw'],
    ['/v1/matching/candidates/1/vacancies', 'matching', '/v1/matching/candidates/1/vacancies'],
    ['/v1/operations/candidates/dead-letters/1', 'candidates', '/operations/dead-letters/1'],
    ['/v1/operations/portal/state', 'portal', '/operations/state'],
  ])('%s goes to %s', (path, service, at) => expect(destinationOf(path)).toEqual({ service, path: at }));

  it.each([
    '/',
    '/openapi.json',
    '/v1/portal/sign-in',
    '/operations/state',
    '/v2/vacancies',
    '/v1/unknown',
    '/v1/operations/unknown/state',
  ])('%s goes to no service', (path) => expect(destinationOf(path)).toBeUndefined());
});
