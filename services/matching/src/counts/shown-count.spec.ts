import { describe, expect, it } from '@jest/globals';
import { Generator } from '@lotsen/platform/generator';
import fc from 'fast-check';
import { type Die, drawCount, nearestFive, shownCount } from './shown-count.js';

/** How many times as likely one answer may be with a person as without them, or without as with. */
const mostOdds = 1.5;
const furthest = 300;

const dieOf = (generator: Generator): Die => {
  return (sides) => generator.between(0, sides - 1);
};

/** The probability of each result for a count, computed from the noise's formula, not by drawing. */
function chancesOf(exact: number): Map<number, number> {
  const chances = new Map<number, number>();
  for (let noise = -furthest; noise <= furthest; noise++) {
    const shown = nearestFive(exact + noise);
    chances.set(shown, (chances.get(shown) ?? 0) + 0.2 * (2 / 3) ** Math.abs(noise));
  }
  return chances;
}

describe('a count of persons as it is shown', () => {
  it('is a multiple of five, and "<5" for less and for none', () => {
    const die = dieOf(new Generator(1));
    fc.assert(
      fc.property(fc.nat(3000), (exact) => {
        const drawn = drawCount(exact, die);
        expect(drawn >= 0 && drawn % 5 === 0).toBe(true);
        expect(shownCount(drawn)).toBe(drawn < 5 ? '<5' : drawn);
      }),
    );
    expect(shownCount(0)).toBe('<5');
  });

  it('is drawn as often as the formula says', () => {
    const die = dieOf(new Generator(2));
    const draws = 20_000;
    for (const exact of [0, 1, 5, 42, 91]) {
      const seen = new Map<number, number>();
      for (let at = 0; at < draws; at++) {
        const shown = drawCount(exact, die);
        seen.set(shown, (seen.get(shown) ?? 0) + 1);
      }
      for (const [shown, chance] of chancesOf(exact)) {
        expect(Math.abs((seen.get(shown) ?? 0) / draws - chance)).toBeLessThan(0.015);
      }
    }
  });

  it('is never proof of one person: with and without them, no result is more than 1.5 times as likely', () => {
    fc.assert(
      fc.property(fc.nat(120), (exact) => {
        const [without, withOne] = [chancesOf(exact), chancesOf(exact + 1)];
        for (let shown = 0; shown <= exact + 60; shown += 5) {
          const odds = (withOne.get(shown) as number) / (without.get(shown) as number);
          expect(odds).toBeLessThanOrEqual(mostOdds + 1e-6);
          expect(odds).toBeGreaterThanOrEqual(1 / mostOdds - 1e-6);
        }
      }),
    );
  });

  it('is right in the mean, so that sums over many sets stay useful', () => {
    const generator = new Generator(3);
    const die = dieOf(generator);
    let [exact, shown] = [0, 0];
    for (let set = 0; set < 20_000; set++) {
      const count = generator.between(30, 300);
      exact += count;
      shown += drawCount(count, die);
    }
    expect(Math.abs(shown - exact) / 20_000).toBeLessThan(0.1);
  });

  it('is within five of the exact one seven times in eight', () => {
    const generator = new Generator(4);
    const near = Array.from({ length: 20_000 }, () => {
      const count = generator.between(0, 300);
      return Math.abs(drawCount(count, dieOf(generator)) - count) <= 5;
    });
    expect(near.filter(Boolean).length / near.length).toBeGreaterThan(0.86);
  });
});

/** An attacker who knows everything except whether one person is counted, and guesses from the shown counts. */
describe('whoever compares counts', () => {
  const generator = new Generator(5);
  const die = dieOf(generator);
  const shown = (exact: number) => drawCount(exact, die);
  const mostTrials = 4_000;

  /** The share of right guesses, with the threshold that best separates the values seen with and without the person. */
  function rightGuesses(seen: (person: 0 | 1) => number, trials = mostTrials): number {
    const views = Array.from({ length: 2 * trials }, (_, at) => ({ person: at % 2, value: seen((at % 2) as 0 | 1) }));
    views.sort((a, b) => a.value - b.value);
    let right = trials;
    let best = right;
    for (const [at, { person, value }] of views.entries()) {
      right += person === 0 ? 1 : -1;
      if (value !== views[at + 1]?.value) best = Math.max(best, right, 2 * trials - right);
    }
    return best / (2 * trials);
  }

  it('of a set, and of the same without one person, guesses hardly better than chance', () => {
    const pair = (person: 0 | 1) => {
      const others = generator.between(0, 150);
      return shown(others + person) - shown(others);
    };
    expect(rightGuesses(pair)).toBeLessThan(0.58);
  });

  it('of the parts of a whole, added, and the whole, guesses hardly better than chance', () => {
    const sums = (person: 0 | 1) => {
      const [eligible, toClarify, near] = [50, 41 + person, generator.between(0, 20)];
      return shown(eligible) + shown(toClarify) + shown(near) - shown(eligible + toClarify + near - person);
    };
    expect(rightGuesses(sums)).toBeLessThan(0.58);
  });

  it('of two moments, between which one person came, guesses hardly better than chance', () => {
    expect(rightGuesses((person) => shown(12 + person) - shown(12))).toBeLessThan(0.58);
  });

  it('of whether anybody is there at all, guesses hardly better than chance', () => {
    expect(rightGuesses((person) => shown(person))).toBeLessThan(0.58);
  });

  it('who spends all the counts of a day on one person is still wrong one time in ten', () => {
    const allOfADay = (person: 0 | 1) => {
      let sum = 0;
      for (let count = 0; count < 100; count++) sum += shown(40 + person);
      return sum;
    };
    const right = rightGuesses(allOfADay, 600);
    expect([right > 0.5, right < 0.9]).toEqual([true, true]);
  });
});
