import { randomInt } from 'node:crypto';
import type { ShownCount } from '@lotsen/api';

/** Draws a whole number from 0 to `sides` - 1, each with the same probability. */
export type Die = (sides: number) => number;

/**
 * Adds noise to a count of persons, then rounds it to the nearest multiple of five. Zero stands for fewer than five.
 *
 * If two counts differ by one person, each result is at most one and a half times as likely for one count as for the
 * other (the two-sided geometric mechanism of differential privacy, epsilon = ln 1.5). So no result shows whether a
 * given person is counted. A second draw would be further evidence, so callers store the first and repeat it.
 * @param die replaces the system's secure random numbers in tests
 */
export function drawCount(exact: number, die: Die = randomInt): number {
  return nearestFive(exact + runOf(die) - runOf(die));
}

/** The number of successes before the first failure, at a chance of two in three: k with probability 1/3 * (2/3)^k. */
function runOf(die: Die): number {
  let run = 0;
  while (die(3) > 0) run += 1;
  return run;
}

export function nearestFive(noisy: number): number {
  return Math.max(0, 5 * Math.round(noisy / 5));
}

/** Shows zero as '<5' too: a plain 0 would reveal that there is nobody. */
export const shownCount = (drawn: number): ShownCount => (drawn === 0 ? '<5' : drawn);
