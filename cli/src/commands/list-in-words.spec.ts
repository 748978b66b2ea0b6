import { describe, expect, it } from '@jest/globals';
import type { Schemas } from '../client.js';
import { type List, listInWords } from './list-in-words.js';

const id = '00000000-0000-4000-8000-000000000001';
const licence = { kind: 'licence', of: 'ykb', label: 'YKB' } as const;
const drivingLicence = { kind: 'driving-licence', of: 'C', label: 'C' } as const;
const shifts = { kind: 'shifts', of: null, label: null } as const;

const drivers: Schemas['OccupationEntry'] = {
  place: 1,
  verdict: 'near',
  score: 4000,
  missing: [licence, drivingLicence],
  toClarify: [shifts],
  closableInDays: 1,
  linked: true,
  told: [],
  asksForSomething: true,
  target: 'zGjD_M5a_HCX:24',
  title: 'Lastbilsförare',
  county: 'Västerbotten',
  priority: 0,
  shortage: { situation: 'balance', paradoxCauses: [], basis: 'nuts2', round: '2025-2' },
  live: { openPositions: 1, eligible: '<5' },
  names: [{ of: 'x', label: 'Distributionsförare' }],
  links: [{ by: 'experience', of: 'y', label: 'Bussförare', months: 1, percent: 39, basis: 'estimate' }],
  licences: [{ licence: 'ykb', label: 'YKB', law: 'Lagen', exceptions: 'Undantag finns.' }],
  withinReach: { positions: 1, seats: 2 },
};

const list = (changed: Partial<List> = {}) =>
  ({
    asOf: '2026-11-28',
    model: '2',
    reference: '1',
    candidate: id,
    counts: { eligible: 57, 'to-clarify': 0, near: 1, out: 16 },
    unlinked: { listed: 55, near: 0 },
    listed: [],
    near: [drivers],
    stale: false,
    ...changed,
  }) as List;

const lines = (one: List, only?: string) =>
  listInWords(one, { all: false, ...(only ? { only } : {}) }, 'sv').split('\n');

describe('a list in words', () => {
  it('says how many of those who meet the requirements something links, and how many are only within reach', () => {
    expect(lines(list())).toContain(
      '  57 uppfyller kraven: 2 har något i uppgifterna som knyter dem hit, 55 är bara inom räckhåll, eller så begärs inget som systemet känner till',
    );
    const both = list({ counts: { eligible: 1, 'to-clarify': 2, near: 0, out: 0 }, unlinked: { listed: 1, near: 0 } });
    expect(lines(both)[1]).toMatch(/^ {2}3 uppfyller kraven eller behöver kontrolleras: 2 har /u);
    expect(lines(list({ unlinked: { listed: 0, near: 0 } })).join()).not.toContain('knyter dem hit');
  });

  it('tells what is missing from what is to be clarified', () => {
    const row = 'nästan  legitimation eller bevis: YKB; körkort: C; ~1 dag; att kontrollera: arbetstider';
    expect(lines(list()).find((line) => line.includes('nästan  '))).toContain(row);
    const toClarify = { ...drivers, verdict: 'to-clarify' as const, missing: [], closableInDays: 0 };
    expect(lines(list({ listed: [toClarify], near: [] } as Partial<List>)).join('\n')).toMatch(
      /behöver kontrolleras {2}arbetstider$/mu,
    );
  });

  it('names in the paragraph of an occupation everything that its row names', () => {
    expect(lines(list()).slice(-7)).toEqual([
      'Lastbilsförare, Västerbotten: balans, riksområdet, 2025-2',
      '  Distributionsförare',
      '  Varför: har arbetat som Bussförare (1 månad, 39 % likhet)',
      '  saknas: YKB (Lagen). Undantag finns.',
      '  saknas: körkort: C',
      '  att kontrollera: arbetstider',
      '  Inom räckhåll: 1 ledigt jobb, 2 praktikplatser. Västerbotten: 1 ledigt, färre än 5 kan ta dem',
    ]);
  });

  it('without the one that was asked for says so', () => {
    expect(lines(list({ near: [] }), id)).toEqual([expect.stringContaining(id), 'Finns inte bland de 500 främsta.']);
  });
});
