import type { Occupation, Reference } from '@lotsen/reference';

/**
 * The occupation names of an assessment's groups that its label mentions. Of a name, the label must have the part before
 * a comma, a slash or a bracket, in the singular or the plural. So "Speciallärare och specialpedagoger" is not about the
 * ten other names of the group. Empty if the label mentions none of them.
 */
export function namesInLabel(label: string, groups: readonly string[], reference: Reference): readonly Occupation[] {
  const named = wordsOf(label);
  const isNamed = (part: string) => named.some((word) => isFormOf(word, part) || isCutShort(word, part, named));
  const names = groups
    .flatMap((ssyk) => reference.occupationsOf(ssyk))
    .filter(({ id }) => !reference.isTraineeName(id))
    .filter((name) => {
      const head = wordsOf(name.label.split(/[,/(]/u)[0] ?? '');
      return head.length > 0 && head.every(isNamed);
    });
  // "Civilingenjörer inom elkraft" is about the one that the label names by both words, if there is one.
  const closer = names.filter((name) => wordsOf(name.label).filter(isNamed).length > 1);
  return closer.length > 0 ? closer : names;
}

/** Words of more than three letters, in lower case. */
const wordsOf = (label: string) =>
  label
    .toLowerCase()
    .split(/[^a-zåäöé-]+/u)
    .filter((word) => word.length > 3);

/** Swedish plurals differ in the last letters only: -or, -are, -er, -n. */
const leastStem = 5;
const longestEnding = 3;

function isFormOf(word: string, other: string): boolean {
  let common = 0;
  while (common < word.length && word[common] === other[common]) common += 1;
  return common >= leastStem && common >= Math.max(word.length, other.length) - longestEnding;
}

/** "Buss- och spårvagnsförare" names "bussförare": what a word with a hyphen is cut short of stands in another word. */
function isCutShort(word: string, part: string, named: readonly string[]): boolean {
  if (!word.endsWith('-') || !part.startsWith(word.slice(0, -1))) return false;
  const rest = part.slice(word.length - 1).replace(/^-/u, '');
  return rest.length >= leastStem && named.some((other) => other.includes(rest));
}
