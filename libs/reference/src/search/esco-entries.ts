import type { CrosswalkTitle } from '../esco.js';
import type { Reference } from '../reference.js';
import type { Compounds } from './compounds.js';
import { swedishOfEnglish } from './swedish-of-english.js';
import { tokensOf } from './tokens.js';
import type { Entry } from './word-index.js';

/**
 * ESCO's occupations, as a search in Swedish finds them: by the English label and the Swedish titles that the crosswalk
 * matches with them; by their own skills, and Swedish words that elsewhere go with the words of the label; and, with less
 * weight, by titles that are matched with them as broader, and by what is linked to their ISCO group.
 */
export function escoEntries(reference: Reference, titles: readonly CrosswalkTitle[], compounds: Compounds): Entry[] {
  const synonyms = new Lists();
  const broader = new Lists();
  const around = new Lists();
  for (const { code, label, ssyk } of reference.esco.iscoGroups) {
    around.add(code, label);
    for (const group of ssyk) {
      around.add(code, reference.group(group)?.label ?? '');
      for (const occupation of reference.occupationsOf(group)) around.add(code, occupation.label);
    }
  }
  for (const title of titles) {
    for (const { id, match } of title.occupations) (match === 'broad' ? broader : synonyms).add(id, title.label);
    for (const code of title.iscoGroups) around.add(code, title.label);
  }
  const swedish = swedishOfEnglish(titles, compounds);
  return reference.esco.occupations.map(({ id, label, isco, skills }) => ({
    id,
    label,
    synonyms: synonyms.of(id),
    skills,
    translations: [...new Set(tokensOf(label).flatMap((word) => swedish.get(word) ?? []))],
    groups: [...new Set([...around.of(isco), ...broader.of(id)])],
  }));
}

class Lists {
  private readonly byKey = new Map<string, string[]>();

  add(key: string, label: string) {
    const list = this.byKey.get(key);
    if (list) list.push(label);
    else this.byKey.set(key, [label]);
  }

  of(key: string): readonly string[] {
    return this.byKey.get(key) ?? [];
  }
}
