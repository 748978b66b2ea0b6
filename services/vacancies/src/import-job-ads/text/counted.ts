import type { CompactProfiles, CompactStopWords, Reference, SkillWords } from '@lotsen/reference';
import { SkillsInText } from './skills.js';
import { wordsOf } from './words.js';

/** An ad of an SSYK group, with its text. */
export interface GroupedText {
  readonly ssyk: string;
  readonly text: string;
}

/** An ad of an SSYK group, with the skills that it asks for in its fields or its text. */
export interface GroupedSkills {
  readonly ssyk: string;
  readonly skills: readonly string[];
}

const leastAds = 3;
const leastGroups = 3;
/** So many ads are enough, though they are of few groups. */
const manyAds = 5;
/** Skills of which fewer of the ads are in a field of occupations that they are linked to mean something else there. */
const leastLinked = 0.2;
/** Of SSYK: two digits are a field of occupations. */
const fieldDigits = 2;

export const stopRule =
  'A name that more ads have in small letters than as it is written; and a spelling that at least 3 ads of 3 SSYK groups, or 5 ads, have, of which fewer than a fifth are in a field (two SSYK digits) that the taxonomy links to the skill; skills of skill-words.json excepted.';

/** The spellings that ads use without meaning the skill. */
export function stopWordsOf(
  ads: readonly GroupedText[],
  reference: Reference,
  words: SkillWords['words'],
): CompactStopWords['stopped'] {
  const finder = new SkillsInText(reference, { words, stopped: [] });
  const chosen = new Set(words.map(([skill]) => skill));
  const fields = fieldsOfSkills(reference);
  const counts = new Map<string, { ads: number; groups: Set<string>; linked: number }>();
  const small = new Map<string, number>();
  for (const { ssyk, text } of ads) {
    for (const word of new Set(wordsOf(text).map(({ written }) => written))) {
      if (word === word.toLowerCase()) small.set(word, (small.get(word) ?? 0) + 1);
    }
    const found = new Map(finder.spellings(text).map(({ spelling, skill }) => [spelling, skill]));
    for (const [spelling, skill] of found) {
      if (chosen.has(skill)) continue;
      const count = counts.get(spelling) ?? { ads: 0, groups: new Set(), linked: 0 };
      counts.set(spelling, count);
      count.ads += 1;
      count.groups.add(ssyk);
      if (fields.get(skill)?.has(ssyk.slice(0, fieldDigits))) count.linked += 1;
    }
  }
  return [...counts]
    .filter(([spelling, { ads: all, groups, linked }]) => {
      if (isName(spelling) && (small.get(spelling.toLowerCase()) ?? 0) > all) return true;
      const isFrequent = all >= leastAds && (groups.size >= leastGroups || all >= manyAds);
      return isFrequent && linked < all * leastLinked;
    })
    .map(([spelling, { ads: all, groups, linked }]) => [spelling, all, groups.size, linked] as const)
    .sort(([a, more], [b, fewer]) => fewer - more || (a < b ? -1 : 1));
}

/** A stem has no capitals. */
const isName = (spelling: string) => spelling !== spelling.toLowerCase();

function fieldsOfSkills(reference: Reference): ReadonlyMap<string, ReadonlySet<string>> {
  const fields = new Map<string, Set<string>>();
  for (const { ssyk } of reference.groups()) {
    for (const skill of reference.skillsOf(ssyk)) {
      fields.set(skill, (fields.get(skill) ?? new Set()).add(ssyk.slice(0, fieldDigits)));
    }
  }
  return fields;
}

/** Fewer ads of a group say too little. */
export const leastAdsOfGroup = 10;

/** For each group with enough ads, the skills that more than one of its ads asks for. */
export function profilesOf(ads: readonly GroupedSkills[], least = leastAdsOfGroup): CompactProfiles['groups'] {
  const groups = new Map<string, GroupedSkills[]>();
  for (const ad of ads) groups.set(ad.ssyk, [...(groups.get(ad.ssyk) ?? []), ad]);
  return [...groups]
    .filter(([, own]) => own.length >= least)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([ssyk, own]) => {
      const counts = new Map<string, number>();
      for (const skill of own.flatMap(({ skills }) => [...new Set(skills)])) {
        counts.set(skill, (counts.get(skill) ?? 0) + 1);
      }
      const frequent = [...counts].filter(([, count]) => count > 1);
      return [ssyk, own.length, frequent.sort(([a, more], [b, fewer]) => fewer - more || (a < b ? -1 : 1))];
    });
}
