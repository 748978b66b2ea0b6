import { describe, expect, it } from '@jest/globals';
import { breachOf, topics } from '@lotsen/contracts';
import { loadReference } from '@lotsen/reference';
import { before, eachTransition, now } from '@lotsen/testing/each-transition';
import { correct, lifecycle, type Profile, type ProfileContent, publish, withdraw } from './profile.js';
import { validationProfileOf } from './profile.store.js';

const reference = loadReference();
const unit = { unit: 'DEMO-1', label: 'Demo', points: null, skills: [] };
const content = (given: Partial<ProfileContent> = {}): ProfileContent => ({
  name: 'Demo',
  process: 'komvux',
  saidBy: 'Demo',
  demo: true,
  units: [unit],
  level: 4,
  language: null,
  ...given,
});
const profile = (status: Profile['status']): Profile => ({
  ...content(),
  status,
  reached: { [status]: before },
  organisation: 'centre',
});

eachTransition(lifecycle, {
  state: profile,
  commands: {
    publish: publish(content(), 'centre', reference),
    correct: correct(content({ name: 'Demo, corrected' }), reference),
    withdraw,
  },
});

describe('a validation profile', () => {
  it('that is corrected to what it says already has not changed', () => {
    expect(correct(content(), reference)(profile('published'), now)).toEqual({ kind: 'unchanged' });
  });

  it.each<[string, string, Partial<ProfileContent>]>([
    ['unit-twice', 'units', { units: [unit, unit] }],
    ['unknown-concept', 'language', { language: 'x' }],
    ['unknown-concept', 'units.0.skills', { units: [{ ...unit, skills: ['x'] }] }],
  ])('is refused as %s of %s', (code, field, given) => {
    const refused = { kind: 'refused', refusal: { code, field, status: 422 } };
    expect(publish(content(given), 'centre', reference)(undefined, now)).toMatchObject(refused);
    expect(correct(content(given), reference)(profile('published'), now)).toMatchObject(refused);
  });

  it.each(['published', 'withdrawn'] as const)('%s is told to others without the organisation', (status) => {
    const event = validationProfileOf(profile(status), { id: 'd0000000-0000-4000-8000-000000000001', version: 1 });
    expect(breachOf(topics.validationProfile, event)).toBeUndefined();
  });
});
