import { type ComponentName, componentNames, type LicenceRule } from '@lotsen/reference';
import type { Context } from './context.js';
import type { AskedInText, Requirement, TargetFacts } from './facts.js';
import { largestRemainder } from './integers.js';
import { drivingByLaw, educationByLaw, licencesByLaw, licencesToTell } from './required-by-law.js';
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

/** A licence or title that a target asks for, and others that do as well. */
export interface RequiredLicence {
  readonly rule: LicenceRule;
  readonly orElse: readonly LicenceRule[];
  readonly by: 'law' | 'employer';
  readonly must: boolean;
}

export type LanguageRequirement = Extract<Requirement, { kind: 'language' }>;
export type EducationRequirement = Extract<Requirement, { kind: 'education' }>;

/** What a text asks for that a person can meet. Where one works and for how long is shown only. */
export type ReadInText = AskedInText & { readonly kind: Exclude<AskedInText['kind'], 'place-of-work' | 'duration'> };

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
  readonly licences: readonly RequiredLicence[];
  /** The employer's structured requirements, except required skills that are licences: those are in `licences`. */
  readonly requirements: readonly Requirement[];
  /** From version 2 of the model: what the ad's text asks for, and no field of it. */
  readonly readInText: readonly ReadInText[];
  /** Codes of driving licences of which the law requires one to do the job itself; empty if it requires none. */
  readonly drivingByLaw: readonly string[];
  /** Fields of education of which the law requires one; empty if it requires none. */
  readonly educationByLaw: readonly string[];
  readonly languages: readonly LanguageRequirement[];
  readonly education: readonly EducationRequirement[];
  readonly weights: ReadonlyMap<ComponentName, number>;
}

export function prepareTarget(stated: TargetFacts, context: Context): PreparedTarget {
  const { reference, model } = context;
  const facts = withNamesInUse(stated, context);
  const licences: RequiredLicence[] = [];
  for (const [rule, ...orElse] of licencesByLaw(facts, context)) {
    if (rule) licences.push({ rule, orElse, by: 'law', must: true });
  }
  if (model.licencesTold !== undefined && facts.kind !== 'placement') {
    for (const rule of licencesToTell(facts, context)) licences.push({ rule, orElse: [], by: 'law', must: false });
  }
  const requirements: Requirement[] = [];
  for (const requirement of facts.requirements) {
    const rule = requirement.kind === 'skill' ? reference.licence(requirement.skill) : undefined;
    if (!rule) requirements.push(requirement);
    else if (!licences.some((known) => known.rule.id === rule.id && (known.must || !requirement.must))) {
      licences.push({ rule, orElse: [], by: 'employer', must: requirement.must });
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
    readInText: readInText(facts, requirements, licences, context),
    drivingByLaw: drivingByLaw(facts, context),
    educationByLaw: educationByLaw(facts, context),
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

function readInText(
  { askedInText = [], hours, shifts }: TargetFacts,
  requirements: readonly Requirement[],
  licences: PreparedTarget['licences'],
  { model, reference }: Context,
): ReadInText[] {
  if (model.askedInText === undefined) return [];
  const isSaid = ({ kind, of }: AskedInText) =>
    (kind === 'hours' && (hours !== null || askedInText.filter((one) => one.kind === kind).length > 1)) ||
    (kind === 'shifts' && shifts !== null) ||
    (kind === 'licence' && (!reference.licence(of) || licences.some(({ rule, must }) => rule.id === of && must))) ||
    requirements.some(
      (one) =>
        (one.kind === 'language' && kind === 'language' && one.language === of) ||
        (one.kind === 'driving-licence' && kind === 'driving-licence' && one.code === of),
    );
  const read = askedInText.filter(
    (one): one is ReadInText =>
      one.need === 'must' && one.kind !== 'place-of-work' && one.kind !== 'duration' && !isSaid(one),
  );
  const [first, ...others] = read.filter(({ kind }) => kind === 'shifts');
  if (!first || others.length === 0) return read;
  // Evenings and weekends are one question.
  const of = [first, ...others].map((one) => one.of).join(' ');
  const quote = [first, ...others].map((one) => one.quote).join(' … ');
  return [...read.filter(({ kind }) => kind !== 'shifts'), { ...first, of, quote }];
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
function derivedTerms({ ssyk }: TargetFacts, context: Context): readonly SkillTerm[] {
  const groups = ssyk.join();
  const known = context.derived.get(groups);
  if (known) return known;
  const counted = context.model.derivedBy === undefined ? [] : countedTerms(ssyk, context);
  const terms = counted.length > 0 ? counted : taxonomyTerms(ssyk, context);
  context.derived.set(groups, terms);
  return terms;
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
