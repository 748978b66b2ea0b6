import { type ComponentName, componentNames, type LicenceRule } from '@lotsen/reference';
import type { Context } from './context.js';
import type { SkillSource, SkillTerm } from './derived-terms.js';
import type { AskedInText, Requirement, TargetFacts } from './facts.js';
import { largestRemainder } from './integers.js';
import { drivingByLaw, educationByLaw, licencesByLaw, licencesToTell } from './required-by-law.js';
import { type Hash64, hashId } from './tie.js';

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
  const quote = [...new Set([first, ...others].map((one) => one.quote))].join(' … ');
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
  if (!named) for (const term of context.derived.of(facts.ssyk)) add(term.skill, term.importance, term.source);
  return [...terms.values()].sort((a, b) => b.importance - a.importance || (a.skill < b.skill ? -1 : 1));
}
