import type { CompactAssessment, CompactShortage } from './compact.js';
import type { ShortageAssessment } from './types.js';
import type { ShortageSituation } from './words.js';

const situations = new Map<string, ShortageSituation>([
  ['brist', 'shortage'],
  ['balans', 'balance'],
  ['överskott', 'surplus'],
  ['paradox', 'paradox'],
]);

/** Translates Yrkesbarometern's word. An empty word means no assessment; an unknown word gives undefined. */
export function situationOf(word: string | null): ShortageSituation | undefined {
  return word === null || word === '' ? 'no-assessment' : situations.get(word);
}

/** Expands the shipped rows. */
export function expandShortages(compact: CompactShortage): ShortageAssessment[] {
  const occupations = new Map(compact.occupations.map((row) => [row[0], row]));
  return compact.assessments.map((row: CompactAssessment) => {
    const [occupation, county, situation, causes, opportunities, outlook, basis, extent] = row;
    const known = occupations.get(occupation);
    const meaning = situationOf(situation);
    if (!known || !meaning) throw new Error(`The shipped shortage data is damaged at ${occupation} in ${county}.`);
    return {
      occupation,
      label: known[1],
      ssyk: known[2],
      partOfGroup: known[3],
      county,
      situation: meaning,
      paradoxCauses: causes,
      opportunities,
      outlook,
      basis,
      basisExtent: extent,
      round: compact.version,
    };
  });
}
