import { describe, expect, it } from '@jest/globals';
import { type Caller, covers, type Side } from './ownership.js';

const caller = (given: Partial<Caller> = {}): Caller => ({
  organisation: 'o1',
  scope: 'shared',
  shares: ['o1', 'g1'],
  peers: ['o1', 'o2'],
  ...given,
});
const own: Side = { organisation: 'o1' };
const others: Side = { organisation: 'o9' };
const withOrganisation: Side = { organisation: 'o9', sharedWith: ['o1'] };
const withGroup: Side = { organisation: 'o9', sharedWith: ['o7', 'g1'] };
const withOthers: Side = { organisation: 'o9', sharedWith: ['o7', 'g7'] };
const amongPeers: Side = { organisation: 'o2', amongPeers: true };
const ofPeer: Side = { organisation: 'o2' };
const amongOthers: Side = { organisation: 'o9', amongPeers: true };
const ofNobody: Side = { organisation: null, amongPeers: true };

describe('what a caller reaches', () => {
  it.each<[string, Side, boolean, boolean]>([
    ['of its own organisation', own, true, true],
    ['of another one', others, false, false],
    ['shared with its organisation', withOrganisation, false, true],
    ['shared with a group of its', withGroup, false, true],
    ['shared with others', withOthers, false, false],
    ['among the peers of its groups', amongPeers, false, true],
    ['of a peer, that is not shared', ofPeer, false, false],
    ['among the peers of others', amongOthers, false, false],
    ['of nobody', ofNobody, false, false],
  ])('%s', (_what, side, byOwn, byShared) => {
    expect(covers(caller({ scope: 'own' }), [side])).toBe(byOwn);
    expect(covers(caller({ scope: 'shared' }), [side])).toBe(byShared);
    expect(covers(caller({ scope: 'any' }), [side])).toBe(true);
  });

  it('is reached from one of several sides', () => {
    expect(covers(caller({ scope: 'own' }), [others, own])).toBe(true);
    expect(covers(caller({ scope: 'own' }), [others, ofPeer])).toBe(false);
    expect(covers(caller(), [])).toBe(false);
  });
});

describe('a caller of no organisation', () => {
  const nobody = { organisation: null, shares: [], peers: [] };

  it('owns nothing, not even what is nobody’s', () => {
    for (const scope of ['own', 'shared'] as const) {
      for (const side of [own, others, withGroup, amongPeers, ofNobody]) {
        expect(covers(caller({ ...nobody, scope }), [side])).toBe(false);
      }
    }
  });

  it('sees all where all is theirs to see', () => {
    expect(covers(caller({ ...nobody, scope: 'any' }), [others])).toBe(true);
  });
});
