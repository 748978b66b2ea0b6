import { randomInt } from 'node:crypto';
import type { ShownCount } from '@lotsen/api';

/** A whole number from 0 up to, and without, `sides`, each as likely. */
export type Die = (sides: number) => number;

/**
 * A multiple of five near a count of persons: noise first, then the nearest. Zero stands for fewer than five.
 *
 * Of any two counts that one person makes the difference between, each result is at most one and a half times as likely
 * for the one as for the other (the two-sided geometric mechanism of differential privacy, epsilon = ln 1.5). So no result
 * shows whether somebody is among the counted. A new draw is a new piece of evidence: who asks again gets the same one.
 * @param die another than the system's secure one, in tests
 */
export function drawCount(exact: number, die: Die = randomInt): number {
  return nearestFive(exact + runOf(die) - runOf(die));
}

/** How often the chance of two in three comes true before it fails: k times with the probability 1/3 * (2/3)^k. */
function runOf(die: Die): number {
  let run = 0;
  while (die(3) > 0) run += 1;
  return run;
}

export function nearestFive(noisy: number): number {
  return Math.max(0, 5 * Math.round(noisy / 5));
}

/** None is no exception: it would say that there is nobody. */
export const shownCount = (drawn: number): ShownCount => (drawn === 0 ? '<5' : drawn);
