import { expect, it } from '@jest/globals';
import { inTwelveDigits, isIdentityNumber } from './identity-number.js';

it.each([
  ['19121212-1212', '191212121212'],
  ['121212+1212', '191212121212'],
  ['20021090-5311', '200210905311'],
])('knows %s, and writes it with twelve digits', (given, written) => {
  expect(isIdentityNumber(given)).toBe(true);
  expect(inTwelveDigits(given)).toBe(written);
});

it.each(['219112124400', '20501212-1009', '19121212-1213', '121212-TF12', '１９１２１２１２１２１２', 191212121212])(
  'takes %s for no number, and leaves it as it was',
  (given) => {
    expect(isIdentityNumber(given)).toBe(false);
    expect(inTwelveDigits(given)).toBe(given);
  },
);
