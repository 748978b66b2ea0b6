import type { Clause } from './clauses.js';
import { type AskedInText, foundIn } from './found.js';
import { isOfOthers } from './others.js';

const numbers: Readonly<Record<string, number>> = {
  ett: 1,
  en: 1,
  one: 1,
  två: 2,
  two: 2,
  tre: 3,
  three: 3,
  fyra: 4,
  four: 4,
  fem: 5,
  five: 5,
  sex: 6,
  six: 6,
  sju: 7,
  seven: 7,
  åtta: 8,
  eight: 8,
  nio: 9,
  nine: 9,
  tio: 10,
  ten: 10,
};
const inWords = Object.keys(numbers).join('|');
/** "1,5", "ett och ett halvt", "tre (3)"; never the end of a longer number. */
const number = String.raw`(?<![\p{L}\d]|\d[.,])(?<number>\d{1,2}|${inWords})(?:[.,](?<tenths>\d)|(?<half>\s+och\s+e(?:n|tt)\s+halvt?))?(?:\s*\([\p{L}\d]{1,5}\))?`;
const upTo = String.raw`(?:\s*(?:[-–]|till|to|à)\s*(?:\d{1,2}(?:[.,]\d)?|${inWords}))?\s*\+?`;
const unit = String.raw`(?:års?|years?['’]?|yrs)(?!\p{L})`;
const experience = '(?:erfarenhet|experience|arbetat|jobbat|worked|working|yrkesverksam|hands-on|background)';
const years = [
  new RegExp(String.raw`${number}${upTo}\s*${unit}[^.;]{0,60}?${experience}`, 'dgiu'),
  new RegExp(String.raw`${experience}[^.;]{0,70}?${number}${upTo}\s*${unit}`, 'dgiu'),
];
/** "Högst två års erfarenhet" demands none. */
const atMost =
  /(?<!\p{L})(?:högst|max(?:imalt)?\.?|som mest|upp till|upp emot|mindre än|(?:inte|ej) mer än|at most|up to|(?:less|fewer|no more) than)\s+(?:ca\s+|cirka\s+)?$/iu;
const vague: readonly (readonly [number, RegExp])[] = [
  [
    2,
    /(?:några|ett par|a few|a couple of|some|couple)\s+(?:års?|years?['’]?)(?:\s+of)?(?:[^.;]{0,40}?)(?:erfarenhet|experience)/giu,
  ],
  [2, /(?:arbetat|jobbat|worked)[^.;]{0,40}(?:några|ett par|a few)\s+(?:år|years)/giu],
  [
    3,
    /flerårig\p{L}*\s+(?:\p{L}+\s+)?\p{L}*erfarenhet|(?:flera|several)\s+(?:års?|years?['’]?)(?:\s+of)?\s*(?:[^.;]{0,40}?)(?:erfarenhet|experience)/giu,
  ],
];
/** More years are those of the employer. */
const mostYears = 12;
/** The employer speaks of itself. */
const ofEmployer =
  /(?<!\p{L})(?:vi har|har vi|bolaget|företaget|vår(?:a|t)?|we have|our|founded|since|grundades|sedan)(?!\p{L})/iu;
const ofPerson = /(?<!\p{L})(?:du|dig|din|you|your|candidate|sökande)(?!\p{L})/iu;

/** Every number of years of experience that a clause names; of a range, the lower one. */
export function yearsIn(clause: Clause): AskedInText[] {
  if (ofEmployer.test(clause.text) && !ofPerson.test(clause.text)) return [];
  const found = (match: RegExpExecArray, count: number) =>
    count < 1 || count > mostYears || isOfOthers(clause.text, match.index)
      ? []
      : [foundIn(clause, match, 'years', String(count))];
  const counted = years.flatMap((pattern) =>
    [...clause.text.matchAll(pattern)].flatMap((match) => {
      const from = match.indices?.groups?.number?.[0] ?? match.index;
      return atMost.test(clause.text.slice(0, from)) ? [] : found(match, countOf(match));
    }),
  );
  const said = vague.flatMap(([least, pattern]) =>
    [...clause.text.matchAll(pattern)].flatMap((match) => found(match, least)),
  );
  return [...counted, ...said];
}

function countOf({ groups: { number: word = '', tenths, half } = {} }: RegExpExecArray): number {
  const whole = numbers[word.toLowerCase()] ?? Number(word);
  return whole + (half ? 0.5 : Number(tenths ?? 0) / 10);
}
