import { describe, expect, it } from '@jest/globals';
import type { Actor } from '@lotsen/access';
import type { Reread } from '@lotsen/platform';
import type { FactBase } from '../facts/fact-base.js';
import { Freshness } from './freshness.js';
import type { Seeing } from './seeing.js';

const id = 'c0000000-0000-4000-8000-000000000001';

function freshness({ seen, arrives }: { seen: boolean; arrives: boolean }) {
  const facts = { waitFor: async () => arrives } as unknown as FactBase;
  const seeing = { mayKnowOf: () => seen } as unknown as Seeing;
  return new Freshness(facts, seeing, { running: false } as Reread);
}

describe('an answer to a caller who names a version', () => {
  const ask = () => ({ list: [] });
  const query = { 'min-version': `${id}:2` } as never;
  const actor = {} as Actor;

  it('is fresh once the version is here, and stale if it does not come', async () => {
    expect(await freshness({ seen: true, arrives: true }).fresh(query, actor, ask)).toEqual({ list: [], stale: false });
    expect(await freshness({ seen: true, arrives: false }).fresh(query, actor, ask)).toEqual({ list: [], stale: true });
  });

  it('is stale, and as late as for an id that does not exist, if the caller may not see whom it names', async () => {
    const began = performance.now();
    expect(await freshness({ seen: false, arrives: true }).fresh(query, actor, ask)).toEqual({ list: [], stale: true });
    expect(performance.now() - began).toBeGreaterThan(900);
  });
});
