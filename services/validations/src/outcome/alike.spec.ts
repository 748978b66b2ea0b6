import { describe, expect, it } from '@jest/globals';
import { alikeOf, idOf, type Recorded } from './alike.js';
import { outcomeContentOf } from './dto/outcome.dto.js';
import type { OutcomeContent } from './outcome.js';

const content = (given: Partial<OutcomeContent> = {}): OutcomeContent => ({
  ...outcomeContentOf({
    candidate: 'c',
    profile: 'p',
    result: 'certificate',
    units: [{ unit: 'U1', extent: 'full' }],
    assessedOn: '2026-11-01',
  }),
  ...given,
});
const recorded = (id: string, given: Partial<OutcomeContent> = {}, status: 'registered' | 'withdrawn' = 'registered') =>
  ({ id, outcome: { ...content(given), status, reached: {}, issuer: 'o' } }) as Recorded;

describe('the id of an outcome', () => {
  it('is that of the same one that is recorded already', () => {
    expect(idOf(content(), 'o', [recorded('other', { level: 'B1' }), recorded('same')])).toBe('same');
  });

  it('is one for the same outcome, however often it is sent, and another for another or of another issuer', () => {
    const id = idOf(content(), 'o', []);
    expect(idOf(content(), 'o', [])).toBe(id);
    expect(idOf(content({ candidate: 'd' }), 'o', [])).not.toBe(id);
    expect(idOf(content(), 'q', [])).not.toBe(id);
  });

  it('is a new one where the same was withdrawn', () => {
    const first = idOf(content(), 'o', []);
    const second = idOf(content(), 'o', [recorded(first, {}, 'withdrawn')]);
    expect(second).not.toBe(first);
    expect(idOf(content(), 'o', [recorded(first, {}, 'withdrawn'), recorded(second)])).toBe(second);
  });
});

describe('an outcome that may be meant to correct another', () => {
  it.each<[string, Partial<OutcomeContent>]>([
    ['its validity', { validUntil: '2030-01-01' }],
    ['the extent of a unit', { units: [{ unit: 'U1', extent: 'part', grade: null }] }],
    ['a unit more', { units: [...content().units, { unit: 'U2', extent: 'full', grade: null }] }],
    ['who ordered it', { orderedBy: 'person' }],
  ])('differs in %s', (_, given) => expect(alikeOf(content(given), [recorded('r')])).toBe('r'));

  it.each<[string, Partial<OutcomeContent>]>([
    ['nothing', {}],
    ['the day', { assessedOn: '2026-11-02' }],
    ['the profile', { profile: 'q' }],
    ['the kind of result', { result: 'grade' }],
    ['all units', { units: [{ unit: 'U2', extent: 'full', grade: null }] }],
  ])('does not differ in %s', (_, given) => expect(alikeOf(content(given), [recorded('r')])).toBeUndefined());

  it('is not one beside what was withdrawn', () => {
    expect(alikeOf(content({ level: 'B1' }), [recorded('r', {}, 'withdrawn')])).toBeUndefined();
  });
});
