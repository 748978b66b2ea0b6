import { describe, expect, it } from '@jest/globals';
import { backoff } from './backoff.js';

const first = (count: number, pauses: Generator<number, never>) =>
  Array.from({ length: count }, () => pauses.next().value);

describe('the pauses between attempts', () => {
  it('grow twofold up to five seconds, and stay there', () => {
    expect(first(9, backoff())).toEqual([100, 200, 400, 800, 1600, 3200, 5000, 5000, 5000]);
  });

  it('begin and stay where they are told to', () => {
    expect(first(4, backoff(200, 500))).toEqual([200, 400, 500, 500]);
  });

  it('begin anew for each outage', () => {
    first(5, backoff());
    expect(first(2, backoff())).toEqual([100, 200]);
  });
});
