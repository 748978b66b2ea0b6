import { describe, expect, it } from '@jest/globals';
import * as api from './index.js';

/** Collects every named schema in a value: under its name, its content without that name. */
function namedIn(value: unknown, found: Map<string, Set<string>>): void {
  if (typeof value !== 'object' || value === null) return;
  const { $id: name, ...schema } = value as { readonly $id?: unknown };
  if (typeof name === 'string') found.set(name, (found.get(name) ?? new Set()).add(JSON.stringify(schema)));
  for (const inner of Object.values(value)) namedIn(inner, found);
}

describe('the names of the answers', () => {
  const found = new Map<string, Set<string>>();
  namedIn({ ...api }, found);

  it('each stand for one schema', () => {
    expect(found.size).toBeGreaterThan(100);
    expect([...found].filter(([, schemas]) => schemas.size > 1).map(([name]) => name)).toEqual([]);
  });

  it('are not those of DTOs, which have the name of their service before them', () => {
    expect([...found.keys()].filter((name) => name.endsWith('Dto') || !/^[A-Z]\w+$/u.test(name))).toEqual([]);
  });
});

describe('the problem codes', () => {
  it('are each there once', () => expect(new Set(api.problemCodes).size).toBe(api.problemCodes.length));
});
