import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import type { Actor } from '@lotsen/access';
import type { Reread } from '@lotsen/platform';
import { validateSync } from 'class-validator';
import type { FactBase } from '../facts/fact-base.js';
import { Freshness } from './freshness.js';
import { ListQuery } from './list-query.dto.js';
import type { Seeing } from './seeing.js';

const id = 'c0000000-0000-4000-8000-000000000001';
/** Memory that has version 2 of everything. */
const facts = { waitFor: async (_id: string, version: number) => version <= 2 } as unknown as FactBase;
/** @param maySee what the caller may see when asked first, and after the wait */
async function askedBy(maySee: boolean[], version: number) {
  const seeing = { mayKnowOf: () => maySee.shift() } as unknown as Seeing;
  const began = performance.now();
  const query = { 'min-version': `${id}:${version}`, limit: 20 };
  const answer = await new Freshness(facts, seeing, { running: false } as Reread).fresh(query, {} as Actor, () => ({}));
  return { ...answer, waited: performance.now() - began > 950 };
}

describe('an answer to a caller who names a version', () => {
  it('is stale, after a second, unless memory has that version', async () => {
    expect(await askedBy([true, true], 2)).toEqual({ stale: false, waited: false });
    expect(await askedBy([true, true], 3)).toEqual({ stale: true, waited: true });
  });

  it('is the same and as late if the caller may not see whom it names, from the beginning or since it waited', async () => {
    expect(await askedBy([false], 2)).toEqual({ stale: true, waited: true });
    expect(await askedBy([true, false], 2)).toEqual({ stale: true, waited: true });
  });

  it('cannot name version 0, for which nothing has to be waited for', () => {
    const faults = (asked: string) => validateSync(Object.assign(new ListQuery(), { 'min-version': asked })).length;
    expect([`${id}:0`, `${id}:01`, `${id}:1`, `${id}:999999999`].map(faults)).toEqual([1, 1, 0, 0]);
  });
});
