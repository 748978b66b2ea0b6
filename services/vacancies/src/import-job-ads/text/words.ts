import { fold } from '@lotsen/reference';

/** A word of a text or a label: as it is written, and what remains of it without case, accents and inflection. */
export interface Word {
  readonly written: string;
  readonly stem: string;
  /** Where it starts, in UTF-16 units. */
  readonly from: number;
}

/** Letters and digits, with the signs that belong to a name: "C++", "C#", "R&D". */
const word = /[\p{L}\p{N}]+(?:&\p{L}+)?(?:\+\+|#)?/gu;
const plain = /^[a-zåäöA-ZÅÄÖ0-9+#]+$/u;

export function wordsOf(text: string): Word[] {
  return Array.from(text.matchAll(word), ({ 0: written, index }) => ({ written, stem: stemOf(written), from: index }));
}

/**
 * Endings of Swedish nouns and adjectives, and of English plurals: definite, plural, genitive. Letters that end a base form
 * stay: "integration", "process", "databas", "projekt".
 */
const ending =
  /(?:ernas|arnas|ornas|erna|arna|orna|ens|ets|ers|ars|ors|en|et|er|ar|or|an|es|(?<=r)n|(?<=[bdfgklmnprt])s|a|e)$/u;
/** What remains must be long enough to be told from other words. */
const leastStem = 4;
/** "logistiker" and "programmerare" are people, and no forms of what they do. */
const person = /(?:ik|olog)er(?:n|na|s)?$|are(?:n|ns|s|ns)?$/u;

export function stemOf(written: string): string {
  const folded = plain.test(written) ? written.toLowerCase() : fold(written);
  const stem = folded.replace(ending, '');
  return stem.length < leastStem || person.test(folded) ? folded : stem;
}
