/**
 * Folds a label for look-up the Swedish way: case, no-break spaces and accents do not count, but å, ä and ö are
 * letters of their own (Svenska skrivregler): "Résumé" finds "resume", "Lön" does not find "lon".
 */
export function fold(label: string): string {
  return label
    .replace(tooManyMarks, '$1')
    .normalize('NFC')
    .toLowerCase()
    .replace(others, (letters) => letters.normalize('NFD').replace(/\p{M}/gu, ''))
    .replace(/[\s\u00A0]+/gu, ' ')
    .trim();
}

/**
 * Matches more than thirty marks on one letter. No language uses so many (UAX #15, stream-safe text). Normalising sorts
 * them, in time that grows with the square of their number: a megabyte of them took minutes.
 */
const tooManyMarks = /(\p{M}{30})\p{M}+/gu;

/** Characters that are neither ASCII nor å, ä, ö: the few of a Swedish text that may carry an accent. */
const others = /[^\p{ASCII}åäö]+/gu;
