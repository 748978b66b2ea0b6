import type { Vacancy } from '@lotsen/contracts';
import type { CefrLevel } from '@lotsen/reference';
import type { Clause, Need } from './clauses.js';

/** What an ad's text asks for beside what its fields say. */
export type AskedInText = Readonly<Vacancy['askedInText'][number]>;

/** In UTF-16 units, as the vacancy's event holds. */
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
