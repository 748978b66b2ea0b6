import { describe, expect, it } from '@jest/globals';
import { hideIdentityNumbers, holdsIdentityNumber, identityNumberOf, organisationNumberOf } from './index.js';

const now = new Date('2026-11-28T12:00:00Z');

describe('a personal identity number', () => {
  it.each([
    ['19121212-1212', '191212121212'],
    ['121212+1212', '191212121212'],
    ['19121212+1212', '191212121212'],
    // Who turns a hundred later this year has the plus already.
    ['261228+1234', '192612281234'],
    // Co-ordination numbers, also of people whose month or day of birth is not known.
    ['20021090-5311', '200210905311'],
    ['191500882392', '191500882392'],
    ['191500722390', '191500722390'],
    ['198507602384', '198507602384'],
    ['196300602387', '196300602387'],
    ['850760-2384', '198507602384'],
    // Blanks around and within, a no-break space, any dash, what is not seen.
    [' 850709 2388', '198507092388'],
    ['8507092388\t', '198507092388'],
    ['19 850709 - 2388', '198507092388'],
    ['850709\u00a02388', '198507092388'],
    ['850709–2388', '198507092388'],
    ['850709\u22122388', '198507092388'],
    ['850709\u20112388', '198507092388'],
    ['\u200b850709-2388\ufeff', '198507092388'],
  ])('%j is %s', (given, number) => expect(identityNumberOf(given, now)).toBe(number));

  it.each([
    ['of another check digit', '19121212-1213'],
    ['of a day that does not exist', '850231-1236'],
    ['of a month that does not exist', '191300882392'],
    ['with month 00 and no day of a co-ordination number', '191500282398'],
    ['of somebody born in the future', '209912312387'],
    ['of somebody born in the future', '208507092388'],
    ['of somebody who would be 141 years old', '850709+2388'],
    ['of somebody who has not turned a hundred', '19850709+2388'],
    ['of an interim number', '121212-TF12'],
    ['in other digits', '１９１２１２１２１２１２'],
    ['that is too long', `${' '.repeat(40)}191212121212`],
    ['that is a number and no text', 191212121212],
    ['of an organisation', '556036-0793'],
    ['that is missing', undefined],
  ])('%s is none', (_, given) => expect(identityNumberOf(given, now)).toBeUndefined());

  it('without a century is of the last one that is possible, on the day itself too', () => {
    expect(identityNumberOf('261128-1235', now)).toBe('202611281235');
    expect(identityNumberOf('261129-1234', now)).toBe('192611291234');
  });

  it('is hidden in a text, which keeps its length', () => {
    expect(hideIdentityNumbers('Ring 850709-2388, inte 070-174 06 00.')).toBe('Ring ••••••-••••, inte 070-174 06 00.');
    expect(hideIdentityNumbers('org.nr 556036-0793')).toBe('org.nr 556036-0793');
  });

  it('is found in a text', () => {
    for (const text of ['Handledare 850709-2388', '198507092388', 'Demo (850709–2388), kök', 'nr 850709 2388.']) {
      expect([text, holdsIdentityNumber(text)]).toEqual([text, true]);
    }
    for (const text of [
      'Kök 3',
      'tel 070-174 06 00',
      'Ring 0701234569',
      'nr 8507092388',
      'org.nr 556036-0793',
      '850709-23881',
      '1850709-2388',
      '2026-11-28',
    ]) {
      expect([text, holdsIdentityNumber(text)]).toEqual([text, false]);
    }
  });
});

describe('an organisation number', () => {
  it.each([
    ['5560360793', '5560360793'],
    ['556036-0793', '5560360793'],
    [' 16556036–0793', '5560360793'],
    ['212000-0142', '2120000142'],
  ])('%j is %s', (given, number) => expect(organisationNumberOf(given)).toBe(number));

  it.each([
    ['of another check digit', '5560360794'],
    ["that is a sole trader's own number", '8507092388'],
    ['too short', '556036079'],
    ['that is no text', 5560360793],
  ])('%s is none', (_, given) => expect(organisationNumberOf(given)).toBeUndefined());
});
