import type { CrosswalkTitle } from '../esco.js';
import type { Reference } from '../reference.js';
import type { Entry } from './word-index.js';

/**
 * ESCO's occupations, as a search in Swedish finds them: by the English label, by the Swedish titles that the crosswalk
 * matches with them, by their own skills, and, with less weight, by what the SSYK groups that are linked to their ISCO
 * group, and the occupation names in them, are called.
 * @param isHidden leaves titles of the crosswalk out, so that a measure can ask for a title as if it were unknown.
 */
export function escoEntries(reference: Reference, isHidden: (title: CrosswalkTitle) => boolean = () => false): Entry[] {
  const titles = new Map<string, string[]>();
  const around = new Map<string, string[]>();
  const add = (map: Map<string, string[]>, key: string, label: string) =>
    map.set(key, [...(map.get(key) ?? []), label]);
  for (const { code, label, ssyk } of reference.esco.iscoGroups) {
    add(around, code, label);
    for (const group of ssyk) {
      add(around, code, reference.group(group)?.label ?? '');
      for (const occupation of reference.occupationsOf(group)) add(around, code, occupation.label);
    }
  }
  for (const title of reference.esco.titles()) {
    if (isHidden(title)) continue;
    for (const { id } of title.occupations) add(titles, id, title.label);
    for (const code of title.iscoGroups) add(around, code, title.label);
  }
  return reference.esco.occupations.map(({ id, label, isco, skills }) => ({
    id,
    label,
    synonyms: titles.get(id) ?? [],
    groups: around.get(isco) ?? [],
    skills,
  }));
}
