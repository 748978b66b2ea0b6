import { describe, expect, it } from '@jest/globals';
import { breachOf, topics } from '@lotsen/contracts';
import { headed } from '@lotsen/persistence';
import { loadReference } from '@lotsen/reference';
import { before, eachTransition, now } from '@lotsen/testing/each-transition';
import { change, lifecycle, type Offer, type OfferContent, publish, withdraw } from './offer.js';

const reference = loadReference();
const content = (given: Partial<OfferContent> = {}): OfferContent => ({
  title: 'Demo',
  profile: 'd0000000-0000-4000-8000-000000000001',
  places: ['2481'],
  remote: false,
  travelling: false,
  fewest: null,
  starts: ['2027-01-18'],
  weeks: 6,
  seats: 12,
  openTo: 'all',
  municipalities: [],
  demo: true,
  ...given,
});
const offer = (status: Offer['status']): Offer => ({
  ...content(),
  status,
  reached: { [status]: before },
  organisation: 'centre',
});

eachTransition(lifecycle, {
  state: offer,
  commands: {
    publish: publish(content(), true, 'centre', reference),
    change: change(content({ seats: 14 }), true, reference),
    withdraw,
  },
});

describe('an offer', () => {
  it('that says the same again has not changed', () => {
    expect(change(content(), true, reference)(offer('published'), now)).toEqual({ kind: 'unchanged' });
  });

  it.each<[string, Partial<OfferContent>]>([
    ['at a place', {}],
    ['remote', { places: [], remote: true }],
    ['travelling', { places: [], travelling: true, fewest: 5 }],
  ])('can be %s', (_how, given) => {
    expect(publish(content(given), true, 'centre', reference)(undefined, now)).toMatchObject({ kind: 'next' });
  });

  it.each<[string, string, Partial<OfferContent>]>([
    ['nowhere', 'places', { places: [] }],
    ['unknown-concept', 'places.0', { places: ['9999'] }],
    ['unknown-concept', 'municipalities.0', { municipalities: ['9999'] }],
  ])('is refused as %s of %s', (code, field, given) => {
    const refused = { kind: 'refused', refusal: { code, field, status: 422 } };
    expect(publish(content(given), true, 'centre', reference)(undefined, now)).toMatchObject(refused);
    expect(change(content(given), true, reference)(offer('published'), now)).toMatchObject(refused);
  });

  it('is of a profile that is published', () => {
    const refused = { refusal: { code: 'unknown-profile', status: 422, field: 'profile' } };
    expect(publish(content(), false, 'centre', reference)(undefined, now)).toMatchObject(refused);
    expect(change(content({ seats: 14 }), false, reference)(offer('published'), now)).toMatchObject(refused);
  });

  it.each(['published', 'withdrawn'] as const)('%s: the contract holds', (status) => {
    const event = headed(offer(status), { id: '70000000-0000-4000-8000-000000000001', version: 1 });
    expect(breachOf(topics.validationOffer, event)).toBeUndefined();
  });
});
