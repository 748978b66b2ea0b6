import { describe, expect, it } from '@jest/globals';
import { breachOf, topics } from '@lotsen/contracts';
import type { NeedStatus } from '@lotsen/demand';
import { headed } from '@lotsen/persistence';
import { loadReference } from '@lotsen/reference';
import { assistantNurse } from '@lotsen/testing/concepts';
import { before, eachTransition, now } from '@lotsen/testing/each-transition';
import { type ComingNeed, type ComingNeedContent, change, lifecycle, meet, report, withdraw } from './coming-need.js';

const reference = loadReference();
const content = (given: Partial<ComingNeedContent> = {}): ComingNeedContent => ({
  occupation: assistantNurse,
  ssyk: '5321',
  county: '24',
  place: '2481',
  number: 12,
  from: '2028-01-01',
  demo: true,
  ...given,
});
const need = (status: NeedStatus): ComingNeed => ({
  ...content(),
  status,
  reached: { [status]: before },
  owner: 'o1',
});

eachTransition(lifecycle, {
  state: need,
  commands: {
    report: report(content(), 'o1', reference),
    change: change(content({ number: 14 }), reference),
    meet,
    withdraw,
  },
});

describe('a coming need', () => {
  it('that says the same again has not changed', () => {
    expect(change(content(), reference)(need('reported'), now)).toEqual({ kind: 'unchanged' });
  });

  it('may be of a whole county', () => {
    expect(report(content({ place: null }), 'o1', reference)(undefined, now).kind).toBe('next');
  });

  it.each<[string, string, Partial<ComingNeedContent>]>([
    ['unknown-concept', 'occupation', { occupation: 'x' }],
    ['unknown-concept', 'county', { county: '99' }],
    ['unknown-concept', 'place', { place: '9999' }],
    ['other-county', 'place', { county: '25' }],
  ])('is refused as %s of %s', (code, field, given) => {
    const refused = { kind: 'refused', refusal: { code, field, status: 422 } };
    expect(report(content(given), 'o1', reference)(undefined, now)).toMatchObject(refused);
    expect(change(content(given), reference)(need('reported'), now)).toMatchObject(refused);
  });

  it.each(['reported', 'met', 'withdrawn'] as const)('%s: the contract holds', (status) => {
    const event = headed(need(status), { id: '60000000-0000-4000-8000-000000000001', version: 1 });
    expect(breachOf(topics.comingNeed, event)).toBeUndefined();
  });
});
