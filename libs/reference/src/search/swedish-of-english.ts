import type { CrosswalkTitle, EscoMatch } from '../esco.js';
import type { Compounds } from './compounds.js';
import { tokensOf } from './tokens.js';

/** How much a title that is matched so says about the words of the label. */
const weightOf: Readonly<Record<EscoMatch, number>> = { exact: 1, close: 0.8, narrow: 0.5, broad: 0.35 };
/** A pair of words that is seen less, or is less alike in use (Dice's coefficient), is chance. */
const leastSeen = 0.5;
const leastAlike = 0.1;
const most = 5;

/**
 * The Swedish words that stand in titles where an English word stands in the labels that are matched with them: for
 * "teacher" they are "lärare" and the like. So an occupation is found that no title is matched with.
 */
export function swedishOfEnglish(titles: Iterable<CrosswalkTitle>, compounds: Compounds): Map<string, string[]> {
  const english = new Map<string, number>();
  const swedish = new Map<string, number>();
  const together = new Map<string, Map<string, number>>();
  for (const { label, occupations } of titles) {
    const words = new Set(tokensOf(label).flatMap((word) => [word, ...compounds.partsOf(word)]));
    for (const occupation of occupations) {
      const weight = weightOf[occupation.match] / Math.sqrt(occupations.length);
      for (const word of words) add(swedish, word, weight);
      for (const word of new Set(tokensOf(occupation.label))) {
        add(english, word, weight);
        const seen = together.get(word) ?? new Map<string, number>();
        together.set(word, seen);
        for (const other of words) add(seen, other, weight);
      }
    }
  }
  const alike = (word: string, other: string, seen: number) =>
    (2 * seen) / ((english.get(word) as number) + (swedish.get(other) as number));
  return new Map(
    [...together].map(([word, seen]) => [
      word,
      [...seen]
        .filter(([other, weight]) => weight >= leastSeen && alike(word, other, weight) >= leastAlike)
        .sort((a, b) => alike(word, b[0], b[1]) - alike(word, a[0], a[1]))
        .slice(0, most)
        .map(([other]) => other),
    ]),
  );
}

function add(sums: Map<string, number>, key: string, weight: number) {
  sums.set(key, (sums.get(key) ?? 0) + weight);
}
