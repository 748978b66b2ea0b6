import type { Reference } from '../reference.js';
import type { SearchKind } from '../search-kinds.js';
import type { Entry } from './word-index.js';

const entry = (id: string, label: string, synonyms: readonly string[] = []): Entry => ({
  id,
  label,
  synonyms,
  groups: [],
  skills: [],
  translations: [],
});

/** The entries of a list, with the ids that commands and events use. Retired occupation names are left out. */
export function entriesOf(kind: Exclude<SearchKind, 'esco-occupation'>, reference: Reference): Entry[] {
  const words = keywordsOf(kind, reference);
  const assessed = new Set(reference.shortages.flatMap(({ ssyk }) => ssyk));
  switch (kind) {
    case 'occupation':
      return [...reference.occupations()]
        .filter(({ retired }) => !retired)
        .map(({ id, label, group }) => ({
          ...entry(id, label, words.get(id)),
          groups: group ? [group.label] : [],
          // Those that the published assessments are about, and ads are counted of, are the many people's occupations.
          isUsual: group !== undefined && (assessed.has(group.ssyk) || reference.profileOf(group.ssyk) !== undefined),
        }));
    case 'group':
      return reference
        .groups()
        .map(({ ssyk, label }) => entry(ssyk, label, [ssyk, ...reference.occupationsOf(ssyk).map((one) => one.label)]));
    case 'skill':
      return [...reference.skills()].map(({ id, label }) => entry(id, label, words.get(id)));
    case 'language':
      return reference.languages().map(({ id, label }) => entry(id, label));
    case 'municipality':
      return reference.municipalities().map(({ code, name, county }) => ({
        ...entry(code, name, [code]),
        groups: [reference.county(county) ?? ''],
      }));
    case 'education-level':
      return reference
        .educations('level')
        .map(({ code, id, label }) => entry(code, label, [code, ...(words.get(id) ?? [])]));
    case 'education-field':
      return reference
        .educations('field')
        .map(({ code, id, label }) => entry(code, label, [code, ...(words.get(id) ?? [])]));
    case 'licence':
      return reference.licences.map(({ id, label }) => entry(id, label));
    case 'driving-licence':
      return reference.drivingLicences().map((code) => entry(code, code));
  }
}

/** The taxonomy's search words, by the concept that they lead to. */
function keywordsOf(kind: SearchKind, reference: Reference): ReadonlyMap<string, string[]> {
  const words = new Map<string, string[]>();
  for (const { word, ids } of reference.keywords.filter((keyword) => keyword.kind === kind)) {
    for (const id of ids) words.set(id, [...(words.get(id) ?? []), word]);
  }
  return words;
}
