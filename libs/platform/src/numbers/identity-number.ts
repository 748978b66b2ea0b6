import { hasRightCheckDigit } from './check-digit.js';

/** Nobody has become older. */
const mostYears = 125;
/** A co-ordination number has 60 added to the day. */
const coordination = 60;
const longest = 40;

/** Blanks of any kind, and characters that are not seen. */
const blanks = /[\s\p{Cf}]/gu;
const dashes = /[\p{Pd}\u2212]/gu;
const form = /^(?<century>\d\d)?(?<year>\d\d)(?<month>\d\d)(?<day>\d\d)(?<sign>[-+]?)(?<end>\d{4})$/u;
/**
 * What could be a number within a text: with its century, or with a dash, a plus or a blank. Ten digits in a row are more often
 * a telephone number.
 */
const within = /(?<!\d)(?:\d{8}[\p{Pd}\u2212+\s]?|\d{6}[\p{Pd}\u2212+\s])\d{4}(?!\d)/gu;

/**
 * A personal identity number or co-ordination number, in any spelling, as twelve digits; undefined where it is none. The
 * check digit has to be right, and the day of birth possible: neither in the future nor more than 125 years ago. Of a
 * co-ordination number the month or the day of birth may be unknown (month 00, day 60).
 *
 * Source: Skatteverket, its statements on co-ordination numbers and its published test numbers.
 */
export function identityNumberOf(given: unknown, now = new Date()): string | undefined {
  if (typeof given !== 'string' || given.length > longest) return undefined;
  const parts = form.exec(given.replace(blanks, '').replace(dashes, '-'))?.groups;
  if (!parts) return undefined;
  const { century, year = '', month = '', day = '', sign, end = '' } = parts;
  if (!hasRightCheckDigit(year + month + day + end)) return undefined;
  const yearOf = century ? Number(century + year) : yearWithoutCentury(year + month + day, sign === '+', now);
  const isPossible = isBirthday(yearOf, Number(month), Number(day), now);
  // A plus says that the person has turned a hundred, also where the century stands before it.
  const isOld = now.getFullYear() - yearOf >= 100;
  if (!isPossible || (sign === '+' && !isOld)) return undefined;
  return `${yearOf}${month}${day}${end}`;
}

/** Whether a text holds a number, alone or among other words. */
export const holdsIdentityNumber = (text: string): boolean =>
  [...text.matchAll(within)].some(([number]) => identityNumberOf(number) !== undefined);

/** A text with the digits of every number in it hidden. It keeps its length. */
export const hideIdentityNumbers = (text: string): string =>
  text.replace(within, (number) => (identityNumberOf(number) ? number.replace(/\d/gu, '•') : number));

/** The last year that makes a birthday which is not in the future; with a plus, one that makes it a hundred this year at least. */
function yearWithoutCentury(birthday: string, isOld: boolean, now: Date): number {
  const [year, month, day] = [birthday.slice(0, 2), birthday.slice(2, 4), birthday.slice(4)].map(Number) as Triple;
  const thisCentury = Math.floor(now.getFullYear() / 100) * 100 + year;
  if (isOld) return thisCentury > now.getFullYear() ? thisCentury - 200 : thisCentury - 100;
  return isInFuture(thisCentury, month, day, now) ? thisCentury - 100 : thisCentury;
}
type Triple = [number, number, number];

function isBirthday(year: number, month: number, day: number, now: Date): boolean {
  if (now.getFullYear() - year > mostYears || isInFuture(year, month, day, now)) return false;
  const isCoordination = day >= coordination;
  const dayOf = isCoordination ? day - coordination : day;
  if (isCoordination && (month === 0 || dayOf === 0)) return month <= 12 && dayOf <= 31;
  const date = new Date(Date.UTC(year, month - 1, dayOf));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOf;
}

/** What is unknown of a birthday makes it no later. */
function isInFuture(year: number, month: number, day: number, now: Date): boolean {
  const dayOf = day >= coordination ? day - coordination : day;
  return Date.UTC(year, Math.max(month, 1) - 1, Math.max(dayOf, 1)) > now.getTime();
}
