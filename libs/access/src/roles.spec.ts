import { describe, expect, it } from '@jest/globals';
import { everyRole, isRole, roles, scopeOf } from './roles.js';

describe('how far somebody reaches on a route', () => {
  const opened = { officer: 'own', coordinator: 'shared', analyst: 'any' } as const;

  it.each([
    [['officer'], 'own'],
    [['coordinator'], 'shared'],
    [['officer', 'coordinator'], 'shared'],
    [['analyst', 'officer'], 'any'],
    [['employer', 'officer'], 'own'],
  ] as const)('%j: as far as the widest of the roles, %s', (held, scope) => {
    expect(scopeOf(opened, held)).toBe(scope);
  });

  it('nowhere with no role that it is open to', () => {
    expect(scopeOf(opened, ['employer', 'administrator'])).toBeUndefined();
    expect(scopeOf(opened, [])).toBeUndefined();
    expect(scopeOf({}, roles)).toBeUndefined();
  });

  it('a route that is open to every role is open to each', () => {
    for (const role of roles) expect(scopeOf(everyRole('own'), [role])).toBe('own');
  });

  it('a word that is no role is none', () => {
    expect(['officer', 'root', '', null, 1].filter(isRole)).toEqual(['officer']);
  });
});
