import { describe, expect, it } from '@jest/globals';
import { breachOf, topics } from '@lotsen/contracts';
import { headed } from '@lotsen/persistence';
import { before, eachTransition, now } from '@lotsen/testing/each-transition';
import { erase, lifecycle, type Resolution, type ResolutionStatus, resolve } from './resolution.js';

const resolution = (status: ResolutionStatus, ...organisations: string[]): Resolution => ({
  status,
  reached: { [status]: before },
  organisations,
});

eachTransition(lifecycle, {
  state: (status: ResolutionStatus): Resolution => resolution(status, 'o2'),
  commands: { resolve: resolve('o1'), erase },
  silent: { erase: 'an erasure may come twice, or where nothing was resolved' },
});

describe('a resolution', () => {
  it('keeps each organisation that gave the number, once', () => {
    expect(resolve('o1')(resolution('resolved', 'o2'), now)).toMatchObject({ state: { organisations: ['o1', 'o2'] } });
    expect(resolve('o1')(resolution('resolved', 'o1', 'o2'), now)).toEqual({ kind: 'unchanged' });
  });

  it('that is erased names nobody', () => {
    expect(erase(resolution('resolved', 'o1'), now)).toMatchObject({ state: { organisations: [] } });
  });

  it.each(['resolved', 'erased'] as const)('%s: the contract holds', (status) => {
    const event = headed(resolution(status, 'o1'), { id: '50000000-0000-4000-8000-000000000001', version: 1 });
    expect(breachOf(topics.resolution, event)).toBeUndefined();
  });
});
