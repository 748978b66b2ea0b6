import { describe, expect, it } from '@jest/globals';
import type { Actor, Role } from '@lotsen/access';
import type { KnownPerson } from '@lotsen/platform';
import type { Kind } from '../kinds.js';
import type { Need } from '../need/need.js';
import { refusalOfNeed, refusalOfSupervisor, refusalToBook } from './arranger.js';

const actor = (role: Role, organisation: string | null = 'o1'): Actor => ({
  subject: 's',
  roles: [role],
  organisation,
  scope: 'own',
  reads: 'own',
  shares: organisation === null ? [] : [organisation, 'g1'],
  peers: [],
  standsOn: () => true,
  expires: 0,
});
const person = (given: Partial<KnownPerson>): KnownPerson => ({
  id: 'p',
  organisation: null,
  sharedWith: [],
  isActive: false,
  resolvedBy: [],
  ...given,
});
const own = person({ organisation: 'o1', isActive: true });
const shared = person({ organisation: 'o9', sharedWith: ['g1'], isActive: true });
const foreign = person({ organisation: 'o9', isActive: true });
const learner = person({ resolvedBy: ['o1'] });
const codeOf = (whom: KnownPerson | undefined, who: Actor, kind: Kind = 'arbetspraktik') =>
  refusalToBook(whom, who, kind)?.code;

describe('whom somebody may book a place for', () => {
  it.each<[string, KnownPerson | undefined, string | undefined]>([
    ['their own organisation’s person', own, undefined],
    ['one that is shared with it', shared, undefined],
    ['another organisation’s', foreign, 'no-such-person'],
    ['one who is not known', undefined, 'no-such-person'],
    ['their own who is paused or closed', { ...own, isActive: false }, 'person-not-active'],
    ['another’s who is closed', { ...foreign, isActive: false }, 'no-such-person'],
    ['one whose number was given, and no more', learner, 'no-such-person'],
  ])('an officer: %s', (_who, whom, code) => expect(codeOf(whom, actor('officer'))).toBe(code));

  it.each<[Kind, string | undefined]>([
    ['apl', undefined],
    ['larling', undefined],
    ['lia', undefined],
    ['vfu', undefined],
    ['arbetspraktik', 'no-such-person'],
    ['sprakpraktik', 'no-such-person'],
  ])('a school, for a learner whose number it gave, whoever registered them: %s', (kind, code) => {
    for (const whom of [learner, { ...foreign, resolvedBy: ['o1'] }]) {
      expect(codeOf(whom, actor('learning-centre'), kind)).toBe(code);
      expect(codeOf(whom, actor('coordinator'), kind)).toBe(code);
      expect(codeOf(whom, actor('officer'), kind)).toBe('no-such-person');
    }
    expect(codeOf(person({ resolvedBy: ['o2'] }), actor('learning-centre'), kind)).toBe('no-such-person');
  });

  it('nobody, where one acts for no organisation', () => {
    for (const whom of [own, shared, foreign, learner]) {
      expect(codeOf(whom, actor('learning-centre', null), 'apl')).toBe('no-such-person');
    }
  });
});

describe('what an arranger may name beside', () => {
  const need = (given: Partial<Need> = {}) => ({ owner: 'o2', status: 'reported', kind: 'apl', ...given }) as Need;
  const peers = (role: Role): Actor => ({ ...actor(role), peers: ['o1', 'o2'] });
  const placement = { kind: 'apl' as const, supervisors: ['s1'], owner: 'o9' };
  const code = (refusal: { code: string } | undefined) => refusal?.code;

  it('a need of their own school; coordinators, those of their groups; reported, and of the kind', () => {
    expect(code(refusalOfNeed(need({ owner: 'o1' }), placement, peers('learning-centre')))).toBeUndefined();
    expect(code(refusalOfNeed(need(), placement, peers('coordinator')))).toBeUndefined();
    expect(code(refusalOfNeed(need(), placement, peers('learning-centre')))).toBe('unknown-need');
    expect(code(refusalOfNeed(need({ owner: 'o9' }), placement, peers('coordinator')))).toBe('unknown-need');
    expect(code(refusalOfNeed(need({ status: 'met' }), placement, peers('coordinator')))).toBe('unknown-need');
    expect(code(refusalOfNeed(need({ kind: 'lia' }), placement, peers('coordinator')))).toBe('unknown-need');
    expect(code(refusalOfNeed(undefined, placement, peers('coordinator')))).toBe('unknown-need');
  });

  it('a supervisor whom the placement names, or one of their own workplace', () => {
    expect(code(refusalOfSupervisor('s1', placement, actor('officer')))).toBeUndefined();
    expect(code(refusalOfSupervisor('s2', placement, actor('officer')))).toBe('unknown-supervisor');
    expect(code(refusalOfSupervisor('s2', placement, actor('officer', 'o9')))).toBeUndefined();
    expect(code(refusalOfSupervisor('s2', { ...placement, owner: null }, actor('officer', null)))).toBe(
      'unknown-supervisor',
    );
  });
});
