import type { Vacancy } from '@lotsen/contracts';
import type { CefrLevel } from '@lotsen/reference';
import type { Clause } from './clauses.js';
import { type Cue, cueIn, denialOf, type Need } from './needs.js';

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
  const end = match.index + match[0].length;
  const cue = cueIn(clause.text);
  const denial = denialOf(clause.text, match.index, end, cue);
  const { quote, at } = quoteOf(clause.text, match.index, end, denial ?? cue);
  return { kind, of, level, need: denial?.need ?? need, quote, at: clause.from + at };
}

/** The clause if it is short enough; else what holds the words at a place, and those that say how it asks for them. */
function quoteOf(text: string, from: number, to: number, cue: Cue | undefined): { quote: string; at: number } {
  const last = Math.max(to, cue?.to ?? to);
  // If both do not fit, a reader needs the words themselves.
  const until = last - Math.min(from, cue?.from ?? from) > longestQuote ? to : last;
  const start = Math.min(from, wordFrom(text, until - longestQuote));
  const cut = text.slice(start, start + longestQuote);
  const whole = start + longestQuote < text.length ? cut.replace(/[\p{L}\p{N}]*$/u, '') : cut;
  const quote = (whole.length < to - start ? cut : whole).trim();
  return { quote, at: start + cut.indexOf(quote) };
}

/** Where the first word starts that is whole behind a place. */
const wordFrom = (text: string, at: number) =>
  at <= 0 ? 0 : at + (/(?<=[^\p{L}\p{N}])[\p{L}\p{N}]/u.exec(text.slice(at))?.index ?? 0);
