import type { Text } from './text.js';

/** A cell that cannot be read: what would be right. */
export class Unread {
  constructor(readonly expected: Text) {}
}

export type Reading<Value> = Value | Unread;

const yes = new Set(['sant', 'sann', 'ja', 'j', 'x', '1', 'true', 'yes', 'y']);
const no = new Set(['falskt', 'falsk', 'nej', 'n', '0', 'false', 'no']);

export function yesNo(cell: string): Reading<boolean> {
  const word = cell.toLocaleLowerCase('sv');
  if (yes.has(word)) return true;
  if (no.has(word)) return false;
  return new Unread({ sv: 'ja eller nej', en: 'yes or no' });
}

/**
 * A whole number, also as a table writes it: 45,0, 1 200.
 * @param units words that may stand behind it
 */
export const wholeNumber =
  (...units: readonly string[]) =>
  (cell: string): Reading<number> => {
    const parts = /^(?<digits>\d[\d\s]*)(?:[.,](?<rest>0+))?\s*(?<unit>\p{L}*|%)\.?$/u.exec(cell)?.groups;
    const isUnit = !parts?.unit || units.includes(parts.unit.toLocaleLowerCase('sv'));
    if (parts?.digits && isUnit) return Number(parts.digits.replace(/\s/gu, ''));
    return new Unread({ sv: 'ett heltal, som 45', en: 'a whole number, such as 45' });
  };

export const minutes = wholeNumber('min', 'minut', 'minuter', 'minutes');

/** Excel's first day: its 1 is the last day of 1899. */
const excelEpoch = Date.UTC(1899, 11, 30);
const dayMs = 86_400_000;
/** Excel's numbers of the years 1927 to 2119. */
const excelDays = { least: 10_000, most: 80_000 };

/** A calendar day, YYYY-MM-DD, also as tables write it: 2027-1-5, 05.01.2027, 20270105, 2027-01-05T00:00:00, 46391. */
export function day(cell: string): Reading<string> {
  const serial = /^(\d{5})(?:[.,]0+)?$/u.exec(cell)?.[1];
  if (serial && Number(serial) >= excelDays.least && Number(serial) <= excelDays.most) {
    return new Date(excelEpoch + Number(serial) * dayMs).toISOString().slice(0, 10);
  }
  const parts =
    /^(?<year>\d{4})[-./](?<month>\d{1,2})[-./](?<date>\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/u.exec(cell)
      ?.groups ??
    /^(?<date>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})$/u.exec(cell)?.groups ??
    /^(?<year>\d{4})(?<month>\d{2})(?<date>\d{2})$/u.exec(cell)?.groups;
  const { year = '', month = '', date = '' } = parts ?? {};
  const written = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const instant = new Date(`${written}T00:00:00Z`);
  if (!Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(written)) return written;
  return new Unread({ sv: 'en dag, som 2027-01-05', en: 'a day, such as 2027-01-05' });
}

export const text = (cell: string): Reading<string> => cell;

/** A number of many digits, which a spreadsheet may have rounded and written as 1,98507E+11. */
export function digits(cell: string): Reading<string> {
  if (!/^\d(?:[.,]\d+)?E\+\d+$/iu.test(cell)) return cell;
  return new Unread({
    sv: 'alla siffror: kalkylprogrammet har avrundat numret, så formatera kolumnen som text och skriv det igen',
    en: 'all digits: the spreadsheet has rounded the number, so format the column as text and write it again',
  });
}

/** Several words in a cell: "B|C", "B, C". */
export const words = (cell: string): readonly string[] =>
  cell
    .split(/[|,;]/u)
    .map((word) => word.trim())
    .filter(Boolean);
