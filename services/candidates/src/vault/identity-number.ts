import personnummer from 'personnummer';

// The package is CommonJS and exports the class itself, though its types say `default`.
const Personnummer = personnummer as unknown as typeof personnummer.default;

/**
 * A personal identity number or co-ordination number whose check digit holds, in any of its usual spellings. The check digit
 * does not cover the century: a wrong one shows where nobody is born yet.
 */
export function isIdentityNumber(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > 20 || !Personnummer.valid(value)) return false;
  return Personnummer.parse(value).getDate().getTime() <= Date.now();
}

/** Twelve digits, so that one person has one spelling; what is no number comes back as it was. */
export function inTwelveDigits(value: unknown): unknown {
  return isIdentityNumber(value) ? Personnummer.parse(value).format(true) : value;
}
