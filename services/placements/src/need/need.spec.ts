import { describe, expect, it } from '@jest/globals';
import { breachOf, topics } from '@lotsen/contracts';
import type { NeedStatus } from '@lotsen/demand';
import { headed } from '@lotsen/persistence';
import { loadReference } from '@lotsen/reference';
import { assistantNurse } from '@lotsen/testing/concepts';
import { before, eachTransition, now } from '@lotsen/testing/each-transition';
import { change, lifecycle, meet, type Need, type NeedContent, report, withdraw } from './need.js';

const reference = loadReference();
const content = (given: Partial<NeedContent> = {}): NeedContent => ({
  title: 'Demo: 24 APL',
  kind: 'apl',
  occupation: assistantNurse,
  ssyk: '5321',
  places: ['2481'],
  number: 24,
  start: '2027-02-01',
  end: '2027-03-05',
  supervisorStep: 2,
  demo: true,
  ...given,
});
const need = (status: NeedStatus): Need => ({ ...content(), status, reached: { [status]: before }, owner: 'o1' });

eachTransition(lifecycle, {
  state: need,
  commands: {
    report: report(content(), 'o1', reference),
    change: change(content({ number: 20 }), reference),
    meet,
    withdraw,
  },
});

describe('a need of places', () => {
  it('that says the same again has not changed', () => {
    expect(change(content(), reference)(need('reported'), now)).toEqual({ kind: 'unchanged' });
  });

  it.each<[string, string, Partial<NeedContent>]>([
    ['unknown-concept', 'occupation', { occupation: 'x' }],
    ['unknown-concept', 'places.1', { places: ['2481', '9999'] }],
    ['dates-reversed', 'end', { end: '2027-01-31' }],
  ])('is refused as %s of %s', (code, field, given) => {
    const refused = { kind: 'refused', refusal: { code, field, status: 422 } };
    expect(report(content(given), 'o1', reference)(undefined, now)).toMatchObject(refused);
    expect(change(content(given), reference)(need('reported'), now)).toMatchObject(refused);
  });

  it.each(['reported', 'met', 'withdrawn'] as const)('%s: the contract holds', (status) => {
    const event = headed(need(status), { id: '50000000-0000-4000-8000-000000000001', version: 1 });
    expect(breachOf(topics.placementNeed, event)).toBeUndefined();
  });
});
