import { type ComponentName, componentNames, type DrivingRule, type LicenceRule } from '@lotsen/reference';
import type { Context } from './context.js';
import type { Requirement, TargetFacts } from './facts.js';
import { largestRemainder } from './integers.js';
import { namesOf } from './occupation-names.js';
import { wordsOf } from './similarity.js';
import { type Hash64, hashId } from './tie.js';

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

export type LanguageRequirement = Extract<Requirement, { kind: 'language' }>;
export type EducationRequirement = Extract<Requirement, { kind: 'education' }>;

/**
 * A target's facts, prepared for assessing: its skill terms, its licences, and the weights of the components, which
 * depend on the target and not on the candidate.
 */
export interface PreparedTarget {
  readonly facts: TargetFacts;
  /** The facts as they were given, before retired names were replaced. */
  readonly stated: TargetFacts;
  readonly tie: Hash64;
  readonly terms: readonly SkillTerm[];
  /** Licences and titles: by law for the occupation, or named by the employer. */
  readonly licences: readonly { readonly rule: LicenceRule; readonly by: 'law' | 'employer'; readonly must: boolean }[];
  /** The employer's structured requirements, except required skills that are licences: those are in `licences`. */
  readonly requirements: readonly Requirement[];
  /** Codes of driving licences of which the law requires one to do the job itself; empty if it requires none. */
  readonly drivingByLaw: readonly string[];
  readonly languages: readonly LanguageRequirement[];
  readonly education: readonly EducationRequirement[];
  readonly weights: ReadonlyMap<ComponentName, number>;
}

export function prepareTarget(stated: TargetFacts, context: Context): PreparedTarget {
  const { reference, model } = context;
  const facts = withNamesInUse(stated, context);
  const licences: { rule: LicenceRule; by: 'law' | 'employer'; must: boolean }[] = [];
  const byLaw = licencesByLaw(facts, context);
  for (const rule of byLaw) licences.push({ rule, by: 'law', must: true });
  if (model.licenceOfTemporary !== undefined && facts.kind === 'vacancy' && !facts.permanent) {
    // Whoever lacks it may be employed, but not for good: so it is told, and rules nobody out.
    const forGood = licencesByLaw({ ...facts, permanent: true }, context);
    const told = forGood.filter(({ id }) => byLaw.every((rule) => rule.id !== id));
    for (const rule of told) licences.push({ rule, by: 'law', must: false });
  }
  const requirements: Requirement[] = [];
  for (const requirement of facts.requirements) {
    const rule = requirement.kind === 'skill' ? reference.licence(requirement.skill) : undefined;
    if (!rule) requirements.push(requirement);
    else if (!licences.some((known) => known.rule.id === rule.id && (known.must || !requirement.must))) {
      licences.push({ rule, by: 'employer', must: requirement.must });
    }
  }
  const terms = skillTerms(facts, requirements, context);
  const languages = requirements.filter((r) => r.kind === 'language');
  const education = requirements.filter((r) => r.kind === 'education');
  const named = terms.some((term) => term.source === 'named');
  const weightOf: Record<ComponentName, number> = {
    competence: terms.length === 0 ? 0 : named ? model.weights.competence : model.competenceWeightWhenDerived,
    experience: model.weights.experience,
    reach: facts.places.length > 0 || facts.remote || facts.abroad ? model.weights.reach : 0,
    wish: model.weights.wish,
    language: languages.length > 0 ? model.weights.language : 0,
    education: education.length > 0 ? model.weights.education : 0,
  };
  const asked = componentNames.map((name) => [name, weightOf[name]] as const).filter(([, weight]) => weight > 0);
  const weights = largestRemainder(
    asked.map(([, weight]) => weight),
    10_000,
  );
  return {
    facts,
    stated,
    tie: hashId(facts.id, model.seed),
    terms,
    licences,
    requirements,
    drivingByLaw: drivingByLaw(facts, context),
    languages,
    education,
    weights: new Map(asked.map(([name], at) => [name, weights[at] as number])),
  };
}

/** From version 2 of the model, retired occupation names are replaced by the names in use. */
function withNamesInUse(facts: TargetFacts, { model, reference }: Context): TargetFacts {
  if (model.retiredNames === undefined) return facts;
  const inUse = (occupation: string) => reference.inUse(occupation, facts.ssyk[0]);
  return {
    ...facts,
    occupations: facts.occupations.map(inUse),
    requirements: facts.requirements.map((one) =>
      one.kind === 'experience' ? { ...one, occupation: reference.inUse(one.occupation) } : one,
    ),
  };
}

function licencesByLaw(facts: TargetFacts, context: Context): LicenceRule[] {
  const { reference, model } = context;
  // Learning under supervision is not practising the profession, so the law requires no licence for a placement.
  if (facts.kind === 'placement') return [];
  if (facts.kind === 'occupation') return licencesOfMost(facts.occupations, true, context);
  const rules = new Map<string, LicenceRule>();
  for (const name of facts.occupations) {
    const ssyk = reference.ssykOf(name) ?? facts.ssyk[0];
    const isGroup = model.licenceOfGroup !== undefined && ssyk !== undefined && reference.group(name) !== undefined;
    const required = isGroup
      ? licencesOfMost([ssyk], facts.permanent, context)
      : requiredIn(name, ssyk, facts.permanent, context);
    for (const rule of required) rules.set(rule.id, rule);
  }
  return [...rules.values()];
}

/**
 * Of a group, or of several occupation names, a licence is required if most names need it: a single one must not rule
 * people out of the others.
 * From version 2 of the model, if exactly half of the names do, the one that is named like the group decides.
 */
function licencesOfMost(ids: readonly string[], permanent: boolean, context: Context): LicenceRule[] {
  const { reference, model } = context;
  const names = namesOf(ids, reference).map(({ id, label }) => {
    const ssyk = reference.ssykOf(id) ?? '';
    return { ssyk, label, required: requiredIn(id, ssyk, permanent, context) };
  });
  const wholeGroups = ids.flatMap((id) => reference.group(id)?.ssyk ?? []);
  type Name = (typeof names)[number];
  const likenessOf = ({ ssyk, label }: Name) => commonStart(label, reference.group(ssyk)?.label ?? '');
  const hasNamesake = (some: readonly Name[]) => {
    const most = Math.max(...names.map(likenessOf));
    return some.some((name) => likenessOf(name) === most);
  };
  const rules = new Map(names.flatMap(({ required }) => required.map((rule) => [rule.id, rule] as const)));
  return [...rules.values()].filter(({ id }) => {
    if (model.licenceOfGroup && rules.get(id)?.since2?.groups.some((ssyk) => wholeGroups.includes(ssyk))) return true;
    const needing = names.filter(({ required }) => required.some((rule) => rule.id === id));
    if (needing.length * 2 !== names.length) return needing.length * 2 > names.length;
    return model.licenceOfGroup === 'most-names-or-namesake' && hasNamesake(needing);
  });
}

/** From version 2 of the model. Who learns a job in practice need not drive. */
function drivingByLaw(facts: TargetFacts, { reference, model }: Context): readonly string[] {
  if (!model.drivingByLaw || facts.kind === 'placement') return [];
  const names = namesOf(facts.occupations, reference);
  const needing = ({ groups, occupations }: DrivingRule) =>
    names.filter(({ id }) => occupations.includes(id) || groups.includes(reference.ssykOf(id) ?? ''));
  return model.drivingByLaw.find((rule) => needing(rule).length * 2 >= Math.max(1, names.length))?.codes ?? [];
}

function requiredIn(name: string, ssyk: string | undefined, permanent: boolean, { reference, model }: Context) {
  if (model.licenceOfGroup === undefined) return reference.licencesRequiredIn(name, ssyk, permanent);
  return reference.licencesRequiredIn(name, ssyk, permanent, '2');
}

/** How many letters two labels have in common from their start. */
function commonStart(label: string, other: string): number {
  let at = 0;
  while (at < label.length && label[at] === other[at]) at += 1;
  return at;
}

function skillTerms(facts: TargetFacts, requirements: readonly Requirement[], context: Context): SkillTerm[] {
  const { reference, model } = context;
  const terms = new Map<string, SkillTerm>();
  const add = (skill: string, importance: number, source: SkillSource) => {
    const known = terms.get(skill);
    if (!reference.licence(skill) && (!known || known.importance < importance)) {
      terms.set(skill, { skill, importance, source });
    }
  };
  for (const requirement of requirements) {
    if (requirement.kind !== 'skill') continue;
    add(requirement.skill, requirement.must ? model.importance.must : model.importance.nice, 'named');
  }
  const named = terms.size > 0;
  for (const skill of facts.skillsInText) add(skill, model.importance.text, 'text');
  for (const skill of facts.liveSkills) add(skill, model.importance.live, 'live');
  if (!named) for (const term of derivedTerms(facts, context)) add(term.skill, term.importance, term.source);
  return [...terms.values()].sort((a, b) => b.importance - a.importance || (a.skill < b.skill ? -1 : 1));
}

/** The skills that ads of the occupation's group ask for; where too few were counted, what the taxonomy links to it. */
export function derivedTerms(facts: Pick<TargetFacts, 'ssyk'>, context: Context): SkillTerm[] {
  const counted = context.model.derivedBy === undefined ? [] : countedTerms(facts.ssyk, context);
  return counted.length > 0 ? counted : taxonomyTerms(facts.ssyk, context);
}

/** From version 2 of the model. A skill that most ads ask for counts more than one that few of them do. */
function countedTerms(groups: readonly string[], { reference, model }: Context): SkillTerm[] {
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
function taxonomyTerms(ssyks: readonly string[], { reference, model }: Context): SkillTerm[] {
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
