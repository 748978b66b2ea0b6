import { describe, expect, it } from '@jest/globals';
import { dayOf, madeAt } from './instants.js';

describe('the day of a deadline', () => {
  it.each([
    ['2026-12-01T23:59:59', '2026-12-01'],
    ['2026-12-01', '2026-12-01'],
    // Half past eleven in the evening in London is the next day in Sweden.
    ['2026-12-01T23:30:00Z', '2026-12-02'],
    ['2026-07-01T22:30:00+00:00', '2026-07-02'],
    ['2026-12-02T00:30:00+01:00', '2026-12-02'],
    ['2026-12-02T00:30:00+0200', '2026-12-01'],
  ])('%s is %s', (given, day) => expect(dayOf(given)).toBe(day));
});

describe('when a copy of an ad was made', () => {
  const at = Date.UTC(2026, 10, 28, 11);
  it.each([
    ['by its timestamp', { timestamp: at }, at],
    ['by its timestamp as text', { timestamp: String(at) }, at],
    ['by its timestamp as an instant', { timestamp: '2026-11-28T11:00:00Z' }, at],
    ['by its timestamp in Swedish time', { timestamp: '2026-11-28T12:00:00' }, at],
    ['by its timestamp in Swedish summer time', { timestamp: '2026-06-28T12:00:00' }, Date.UTC(2026, 5, 28, 10)],
    ['by the day of its removal', { removed: true, removed_date: '2026-11-28T12:00:00' }, at],
    ['not by a removal that has not come', { removed: false, removed_date: '2026-11-28T12:00:00' }, null],
    ['not at all', {}, null],
    ['not by what is no instant', { timestamp: 'soon' }, null],
    ['by a timestamp in seconds', { timestamp: at / 1000 }, at],
    ['by an instant whose zone has no minutes', { timestamp: '2026-11-28T12:00:00+01' }, at],
    ['not by nothing', { timestamp: null }, null],
    ['not by a time that is to come', { timestamp: 9_007_199_254_740_991 }, null],
    ['not by what is no time', { timestamp: true as unknown as number }, null],
  ])('is known %s', (_, ad, instant) => expect(madeAt({ id: '1', ...ad }, at)).toBe(instant));
});
