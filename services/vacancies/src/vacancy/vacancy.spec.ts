import { describe, expect, it } from '@jest/globals';
import type { Decide } from '@lotsen/persistence';
import { loadReference } from '@lotsen/reference';
import { vacancyContentOf } from './dto/vacancy.dto.js';
import {
  change,
  importAd,
  publish,
  removeAd,
  transitions,
  type Vacancy,
  type VacancyStatus,
  withdraw,
} from './vacancy.js';

const reference = loadReference();
const now = '2026-11-22T10:00:00.000Z';
const content = (given: Partial<Parameters<typeof vacancyContentOf>[0]> = {}) =>
  vacancyContentOf(
    { title: 'A', employer: { name: 'E' }, occupation: '4zLr_jP5_peZ', place: '2481', ...given },
    reference,
  );
const vacancy = (status: VacancyStatus): Vacancy => ({
  ...content(),
  owner: 'o1',
  importedFrom: null,
  status,
  reached: { [status]: '2026-01-01T00:00:00.000Z' },
});
const commands: Record<keyof typeof transitions, Decide<Vacancy>> = {
  publish: publish(content(), 'o1', reference),
  change: change(content({ title: 'B' }), 'o1', reference),
  withdraw: withdraw('o1'),
  importAd: importAd('1', content({ title: 'C' }), 'o1'),
};
const statuses: (VacancyStatus | 'none')[] = ['none', 'published', 'withdrawn'];

describe('each state × each command', () => {
  const cases = Object.keys(transitions).flatMap((command) =>
    statuses.map((from) => [command as keyof typeof transitions, from] as const),
  );

  it.each(cases)('%s from %s', (command, from) => {
    const decision = commands[command](from === 'none' ? undefined : vacancy(from), now);
    const to = (transitions[command] as Partial<Record<VacancyStatus | 'none', VacancyStatus>>)[from];
    if (to) expect(decision).toMatchObject({ kind: 'next', state: { status: to } });
    else expect(decision).toMatchObject({ kind: 'refused', refusal: { status: from === 'none' ? 404 : 409 } });
  });
});

describe('a vacancy', () => {
  it('is changed and withdrawn by the organisation that answers for it, and by no other', () => {
    expect(change(content({ title: 'B' }), 'o2', reference)(vacancy('published'), now)).toMatchObject({
      refusal: { status: 403 },
    });
    expect(withdraw('o2')(vacancy('published'), now)).toMatchObject({ refusal: { status: 403 } });
  });

  it.each<[string, Parameters<typeof content>[0]]>([
    ['occupation', { occupation: 'x' }],
    ['place', { place: '9999' }],
    ['hours', { hours: { least: 100, most: 50 } }],
    ['requirements.0.skill', { requirements: [{ kind: 'skill', must: true, skill: 'x' }] }],
    ['requirements.0.code', { requirements: [{ kind: 'driving-licence', must: true, code: 'x' }] }],
  ])('whose %s makes no sense is refused', (field, given) => {
    expect(publish(content(given), 'o1', reference)(undefined, now)).toMatchObject({ refusal: { status: 422, field } });
  });
});

describe('an imported ad', () => {
  const importAgain = importAd('1', content({ title: 'C' }), 'o1');
  const first = importAgain(undefined, now);
  const state = first.kind === 'next' ? first.state : undefined;

  it('changes nothing when it comes again', () => {
    expect(importAgain(state, '2027-01-01T00:00:00.000Z')).toEqual({ kind: 'unchanged' });
  });

  it('of another organisation stays as it is', () => {
    expect(importAd('1', content({ title: 'D' }), 'o2')(state, now)).toMatchObject({ refusal: { code: 'not-yours' } });
    expect(removeAd('o2')(state, now)).toMatchObject({ refusal: { code: 'not-yours' } });
  });

  it('is withdrawn by its removal, and one that was never here needs nothing', () => {
    expect(removeAd('o1')(state, now)).toMatchObject({ state: { status: 'withdrawn', reached: { withdrawn: now } } });
    expect(removeAd('o1')(undefined, now)).toEqual({ kind: 'unchanged' });
  });
});
