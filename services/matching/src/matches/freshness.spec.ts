import { describe, expect, it } from '@jest/globals';
import type { Actor } from '@lotsen/access';
import type { Reread } from '@lotsen/platform';
import type { FactBase } from '../facts/fact-base.js';
import { Freshness } from './freshness.js';
import type { Seeing } from './seeing.js';

const id = 'c0000000-0000-4000-8000-000000000001';
/** Memory that has version 2 of everything. */
const facts = { waitFor: async (_id: string, version: number) => version <= 2 } as unknown as FactBase;
const askedBy = (maySee: boolean, version: number) =>
  new Freshness(facts, { mayKnowOf: () => maySee } as unknown as Seeing, { running: false } as Reread).fresh(
    { 'min-version': `${id}:${version}`, limit: 20 },
    {} as Actor,
    () => ({ list: [] }),
  );

describe('an answer to a caller who names a version', () => {
  it('is stale until memory has that version', async () => {
    expect(await askedBy(true, 2)).toEqual({ list: [], stale: false });
    expect(await askedBy(true, 3)).toEqual({ list: [], stale: true });
  });

  it('waits for what cannot come if the caller may not see whom it names: as long as for an unknown id', async () => {
    expect(await askedBy(false, 1)).toEqual({ list: [], stale: true });
  });
});
