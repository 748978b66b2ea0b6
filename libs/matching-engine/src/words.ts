/** Words of some length, lower case: short ones name nothing. */
export function wordsOf(label: string): string[] {
  return label
    .toLowerCase()
    .split(/[^a-zåäöé]+/u)
    .filter((word) => word.length > 3);
}
