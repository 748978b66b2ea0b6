import { describe, expect, it } from '@jest/globals';
import { faultKinds, planOf, transports } from './plan.js';

const seeds = Array.from({ length: 300 }, (_, at) => at);

describe('the plan of a round', () => {
  it.each(transports)('is the same for the same seed, on %s', (transport) => {
    for (const seed of seeds) expect(planOf(seed, transport)).toEqual(planOf(seed, transport));
  });

  it.each(transports)('is another one for another seed, on %s', (transport) => {
    const plans = seeds.map((seed) => JSON.stringify({ ...planOf(seed, transport), seed: 0 }));
    expect(new Set(plans).size).toBe(seeds.length);
  });

  it('has every kind of fault among some hundred seeds, on Kafka', () => {
    const kinds = seeds.flatMap((seed) => planOf(seed, 'kafka').faults.map(({ kind }) => kind));
    expect(new Set(kinds)).toEqual(new Set(faultKinds));
  });

  it('touches no broker where there is none', () => {
    const kinds = seeds.flatMap((seed) => planOf(seed, 'embedded').faults.map(({ kind }) => kind));
    expect(kinds.filter((kind) => kind.includes('broker'))).toEqual([]);
  });
});
