import type { Model, Reference } from '@lotsen/reference';
import { wordsOf } from './similarity.js';

/**
 * Why a target asks for a skill: the ad names it, it was found in the ad's text, the region's live vacancies ask for
 * it, or it was derived from the occupation: counted in ads of the group, or taken from the taxonomy.
 */
export type SkillSource = 'named' | 'text' | 'live' | 'counted' | 'derived';

export interface SkillTerm {
  readonly skill: string;
  readonly importance: number;
  readonly source: SkillSource;
}

/** The skills that follow from groups of occupations. They are worked out once: thousands of ads belong to few groups. */
export class DerivedTerms {
  private readonly known = new Map<string, readonly SkillTerm[]>();

  constructor(
    private readonly reference: Reference,
    private readonly model: Model,
  ) {}

  /** The skills that ads of the groups ask for; where too few were counted, what the taxonomy links to the groups. */
  of(groups: readonly string[]): readonly SkillTerm[] {
    const key = groups.join();
    const known = this.known.get(key);
    if (known) return known;
    const counted = this.model.derivedBy === undefined ? [] : countedTerms(groups, this.reference, this.model);
    const terms = counted.length > 0 ? counted : taxonomyTerms(groups, this.reference, this.model);
    this.known.set(key, terms);
    return terms;
  }
}

/** From version 2 of the model. A skill that most ads ask for counts more than one that few of them do. */
function countedTerms(groups: readonly string[], reference: Reference, model: Model): SkillTerm[] {
  const profiles = groups.map((ssyk) => reference.profileOf(ssyk) ?? []);
  // Of several groups, all must be counted: else one would stand for the others.
  if (profiles.some((profile) => profile.length === 0)) return [];
  const ads = profiles.reduce((sum, [first]) => sum + (first?.ads ?? 0), 0);
  const counts = new Map<string, number>();
  for (const { skill, count } of profiles.flat()) counts.set(skill, (counts.get(skill) ?? 0) + count);
  const { derived, derivedLeast } = model.importance;
  return [...counts]
    .filter(([skill, count]) => count * leastShare >= ads && !reference.licence(skill))
    .sort(([a, more], [b, fewer]) => fewer - more || (a < b ? -1 : 1))
    .slice(0, model.derivedSkills)
    .map(([skill, count]) => ({
      skill,
      importance: Math.max(derivedLeast, Math.floor((derived * count) / ads)),
      source: 'counted',
    }));
}

/** One ad in so many must ask for a skill of a counted profile. */
const leastShare = 5;

/**
 * The skills of the occupation's group, from the taxonomy alone. Skills that share a word with the group's label or
 * one of its occupation names come first; then those linked to the fewest groups, because they are the most specific.
 * The fewer groups a skill is linked to, the more it counts.
 */
function taxonomyTerms(ssyks: readonly string[], reference: Reference, model: Model): SkillTerm[] {
  const skills = new Set(ssyks.flatMap((ssyk) => reference.skillsOf(ssyk)));
  const titles = ssyks.flatMap((ssyk) => [
    reference.group(ssyk)?.label ?? '',
    ...reference.occupationsOf(ssyk).map(({ label }) => label),
  ]);
  const named = new Set(titles.flatMap(wordsOf));
  const namedIn = (skill: string) => (wordsOf(reference.skill(skill)?.label ?? '').some((w) => named.has(w)) ? 0 : 1);
  return [...skills]
    .filter((skill) => !reference.licence(skill))
    .map((skill) => ({ skill, groups: Math.max(1, reference.groupCountOf(skill)) }))
    .sort((a, b) => namedIn(a.skill) - namedIn(b.skill) || a.groups - b.groups || (a.skill < b.skill ? -1 : 1))
    .slice(0, model.derivedSkills)
    .map(({ skill, groups }) => ({
      skill,
      importance: Math.max(model.importance.derivedLeast, Math.floor(model.importance.derived / groups)),
      source: 'derived',
    }));
}
