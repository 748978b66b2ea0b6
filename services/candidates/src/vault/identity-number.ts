import personnummer from 'personnummer';

// The package is CommonJS and exports the class itself, though its types say `default`.
const Personnummer = personnummer as unknown as typeof personnummer.default;

/**
 * A personal identity number or co-ordination number with a valid check digit, in any of its usual spellings. The check
 * digit does not cover the century; a wrong century shows only if the date of birth lies in the future.
 */
export function isIdentityNumber(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > 20 || !Personnummer.valid(value)) return false;
  return Personnummer.parse(value).getDate().getTime() <= Date.now();
}

/** Writes a number with twelve digits, so that one person has one spelling. Any other value is returned unchanged. */
export function inTwelveDigits(value: unknown): unknown {
  return isIdentityNumber(value) ? Personnummer.parse(value).format(true) : value;
}
