import { hasRightCheckDigit } from './check-digit.js';

const form = /^(?:16)?(?<number>\d{2}[2-9]\d{7})$/u;
const between = /[\s\p{Cf}\p{Pd}\u2212]/gu;

/**
 * The organisation number of a legal person, in any spelling, as ten digits; undefined where it is none. Its third digit
 * is two at least, which tells it from the number of a person: a sole trader has no other number than their own.
 *
 * Source: Skatteverket, on organisation numbers (the third digit, the check digit, and 16 before them).
 */
export function organisationNumberOf(given: unknown): string | undefined {
  if (typeof given !== 'string' || given.length > 40) return undefined;
  const number = form.exec(given.replace(between, ''))?.groups?.number;
  return number && hasRightCheckDigit(number) ? number : undefined;
}
