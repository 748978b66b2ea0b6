import type { CefrLevel } from '@lotsen/reference';
import type { Clause, Need } from './clauses.js';

/** What an ad's text asks for beside what its fields say. */
export interface AskedInText {
  readonly kind:
    | 'language'
    | 'driving-licence'
    | 'licence'
    | 'years'
    | 'shifts'
    | 'hours'
    | 'place-of-work'
    | 'duration';
  /** The language, the licence, the code of the driving licence, the number of years, or one of the kind's own words. */
  readonly of: string;
  readonly level: CefrLevel | null;
  readonly need: Need;
  /** The words that say so, and where they start in the ad's text, in UTF-16 units. */
  readonly quote: string;
  readonly at: number;
}

const longestQuote = 80;

/** One thing that a match of a pattern says. */
export function foundIn(
  clause: Clause,
  match: { readonly index: number; readonly 0: string },
  kind: AskedInText['kind'],
  of: string,
  { level = null, need = clause.need }: { level?: CefrLevel | null; need?: Need } = {},
): AskedInText {
  const quote = match[0].trim().slice(0, longestQuote);
  return { kind, of, level, need, quote, at: clause.from + match.index + match[0].indexOf(quote) };
}
