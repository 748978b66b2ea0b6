/**
 * Folds a label for look-up the Swedish way: case, no-break spaces and accents do not count, but å, ä and ö are
 * letters of their own (Svenska skrivregler): "Résumé" finds "resume", "Lön" does not find "lon".
 */
export function fold(label: string): string {
  let folded = '';
  for (const letter of label.normalize('NFC').toLowerCase()) {
    folded += 'åäö'.includes(letter) ? letter : letter.normalize('NFD').replace(/\p{M}/gu, '');
  }
  return folded.replace(/[\s ]+/gu, ' ').trim();
}
