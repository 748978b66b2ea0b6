import { loadModel, type Reference } from '@lotsen/reference';
import { alternativesIn, type Mention } from './alternatives.js';
import type { Clause } from './clauses.js';
import { type AskedInText, foundIn } from './found.js';
import { isCompanion, isOfOthers } from './others.js';

const code = '(?:AM|A1|A2|A|BE|B|C1E|C1|CE|C|D1E|D1|DE|D)';
/** One code, or several: "A, C eller D", "C- eller CE". */
const codes = String.raw`${code}(?:-?\s*(?:,|\/|och|eller|and|or|OCH|ELLER)\s*${code})*`;
const licence = '(?:[Kk]örkort|KÖRKORT)';
const inEnglish = "(?:[Dd]riv(?:er['’]?s|ing) licen[cs]e|DRIV(?:ER['’]?S|ING) LICEN[CS]E)";
const pattern = new RegExp(
  [
    String.raw`(?<![\p{L}\d])(?<before>${codes})[-\s–]?(?:${licence}\p{L}*|behörighet|${inEnglish})`,
    // In small letters a code is told from a word by its hyphen: "c-körkort".
    String.raw`(?<![\p{L}\d])(?<small>${code.toLowerCase()})-körkort`,
    String.raw`${licence}(?:sbehörighet)?(?:\s+(?:med\s+)?(?:klass|typ|behörighet))?[\s,:(*]*(?<after>${codes})(?![\p{L}\d])`,
    String.raw`${inEnglish}(?:\s+(?:class|category|type))?\s+(?<afterwards>${codes})(?![\p{L}\d])`,
    String.raw`(?<!\p{L})(?:${licence}(?!\p{L})|${inEnglish})`,
  ].join('|'),
  'gu',
);
const eachCode = new RegExp(String.raw`(?<!\p{L})${code}(?![\p{L}\d])`, 'giu');

/** What an employer pays for or helps with: "vi bekostar C-körkort", "körkort bekostas". */
const offeredBefore =
  /(?<!\p{L})(?:bekostar|betalar|finansierar|står för|kostnad(?:er|en)? för|(?:hjälper|stöttar) dig|möjlighet att ta)(?!\p{L})[^.]*$/iu;
const offeredAfter = /^[^.,]{0,20}(?:bekostas|betalas|finansieras)(?!\p{L})/iu;
const meansSeveral = /(?<!\p{L})(?:bekostar|dessa)(?!\p{L})/iu;

/** Which categories each one includes: the table by which matching judges. */
const included = loadModel(undefined, '2').drivingLicenceIncludes as Readonly<Record<string, readonly string[]>>;

interface CodeMention extends Mention {
  readonly code: string;
  /** All that was matched: the codes and the word for the licence. */
  readonly match: Mention;
}

/** Finds driving licences by their codes; "körkort" alone means B. What an employer will pay for is not asked for. */
export function drivingLicencesIn(clause: Clause, reference: Reference): AskedInText[] {
  const mentions = [...clause.text.matchAll(pattern)].flatMap((match) => mentionsIn(match, clause.text));
  const choices = alternativesIn(clause.text, mentions);
  return mentions.flatMap((mention) => {
    const of = reference.drivingLicence(mention.code);
    const choice = choices.find((one) => one.includes(mention));
    const least = choice && leastOf(choice);
    if (!of || (least !== undefined && least !== mention.code)) return [];
    // Where none of the alternatives includes the others, none alone is demanded.
    const need = clause.need === 'must' && choice && least === undefined ? 'merit' : clause.need;
    return foundIn(clause, mention.match, 'driving-licence', of, { need });
  });
}

function mentionsIn(match: RegExpExecArray, text: string): CodeMention[] {
  const end = match.index + match[0].length;
  if (isOfOthers(text, match.index) || isCompanion(text, match.index)) return [];
  if (offeredBefore.test(text.slice(0, match.index)) || offeredAfter.test(text.slice(end))) return [];
  const { before, small, after, afterwards } = match.groups ?? {};
  const named = before ?? small ?? after ?? afterwards;
  if (!named) return meansSeveral.test(text) ? [] : [{ index: match.index, 0: match[0], code: 'B', match }];
  const at = match.index + match[0].indexOf(named);
  return [...named.matchAll(eachCode)].map(({ index, 0: one }) => ({
    index: at + index,
    0: one,
    code: one.toUpperCase(),
    match,
  }));
}

/** The one that all others include. */
const leastOf = (choice: readonly CodeMention[]) =>
  choice.find(({ code: least }) => choice.every(({ code: one }) => one === least || included[one]?.includes(least)))
    ?.code;
