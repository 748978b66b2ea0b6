import type { Reference } from '@lotsen/reference';
import type { Clause } from './clauses.js';
import { type AskedInText, foundIn } from './found.js';

const code = '(?:AM|A1|A2|A|BE|B|C1E|C1|CE|C|D1E|D1|DE|D)';
/** One code, or several: "A, C eller D". */
const codes = String.raw`${code}(?:\s*(?:,|/|och|eller|and|or)\s*${code})*`;
const pattern = new RegExp(
  [
    String.raw`(?<![\p{L}\d])(?<before>${codes})[-\s–]?(?:[Kk]örkort\p{L}*|behörighet|[Dd]riv(?:er'?s|er’s|ing) licen[cs]e)`,
    String.raw`[Kk]örkort(?:sbehörighet)?(?:\s+(?:med\s+)?(?:klass|typ|behörighet))?[\s,:(*]*(?<after>${codes})(?![\p{L}\d])`,
    String.raw`[Dd]riv(?:er'?s|er’s|ing) licen[cs]e(?:\s+(?:class|category|type))?\s+(?<afterwards>${codes})(?![\p{L}\d])`,
    String.raw`(?<alone>(?<!\p{L})(?:[Kk]örkort(?!\p{L})|[Dd]riv(?:er'?s|er’s|ing) licen[cs]e))`,
  ].join('|'),
  'gu',
);

/** Finds driving licences by their codes; "körkort" alone means B. What an employer will pay for is not asked for. */
export function drivingLicencesIn(clause: Clause, reference: Reference): AskedInText[] {
  const found: AskedInText[] = [];
  for (const match of clause.text.matchAll(pattern)) {
    const { before, after, afterwards, alone } = match.groups ?? {};
    if (alone && /(?<!\p{L})(?:bekostar|kostnader? för|dessa)(?!\p{L})/iu.test(clause.text)) continue;
    const named = (before ?? after ?? afterwards ?? 'B').split(/\s*(?:,|\/|och|eller|and|or)\s*/u);
    for (const one of named) {
      const of = reference.drivingLicence(one.trim());
      if (of) found.push(foundIn(clause, match, 'driving-licence', of, { need: needAt(clause, match.index) }));
    }
  }
  return found;
}

/** "B-körkort och har du dessutom C är det meriterande": what comes before the wish is asked for. */
function needAt({ text, need }: Clause, at: number): AskedInText['need'] {
  const wish = /(?<!\p{L})(?:har du (?:dessutom|även|också)|gärna|helst även|meriterande med)(?!\p{L})/iu.exec(text);
  return need === 'merit' && wish && at < wish.index ? 'must' : need;
}
