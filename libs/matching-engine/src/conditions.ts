import type { ConditionKind, LicenceRule } from '@lotsen/reference';
import { licenceSource, type PreparedCandidate, type Source, sourceOf, stated } from './candidate.js';
import { cefrRank } from './cefr.js';
import type { Context } from './context.js';
import type { Requirement, Shift } from './facts.js';
import type { Reach } from './reach.js';
import { isExperienceIn } from './similarity.js';
import type { PreparedTarget, ReadInText } from './target.js';

export type ConditionState = 'met' | 'unmet' | 'unknown';

/** One thing that the target asks for, and whether the person meets it. */
export interface Condition {
  readonly kind: ConditionKind;
  /** The skill, licence, language, code, occupation or place in question; null where there is none. */
  readonly of: string | null;
  /** A wish (must: false) is shown, and excludes nobody. */
  readonly must: boolean;
  /** 'text': it was read in the ad's text, and never rules anybody out. */
  readonly by: 'law' | 'employer' | 'person' | 'target' | 'text';
  readonly state: ConditionState;
  /** The record that meets it; null where none does. */
  readonly source: Source | null;
  /** Days in which an unmet one can typically be closed; null where it cannot, or need not. */
  readonly closableInDays: number | null;
  /** The words of the ad's text that ask for it; left out where a field or the law does. */
  readonly quote?: string;
}

/**
 * Every condition of a target for a candidate. Licences come first, those that the law requires before those that the
 * employer names; then the employer's other requirements, then the rest.
 */
export function conditionsOf(
  candidate: PreparedCandidate,
  target: PreparedTarget,
  reach: Reach,
  context: Context,
): Condition[] {
  const conditions: Condition[] = [];
  const add = (
    kind: ConditionKind,
    of: string | null,
    must: boolean,
    by: Condition['by'],
    state: ConditionState,
    source: Source | null,
    daysToObtain?: number,
  ) => {
    const closable = context.model.closable[kind];
    const days = closable === 'by its rule' ? (daysToObtain ?? null) : closable;
    conditions.push({ kind, of, must, by, state, source, closableInDays: state === 'unmet' ? days : null });
  };
  const { facts } = candidate;
  const self = facts.id;

  for (const { rule, orElse, by, must } of target.licences) {
    const source = [rule, ...orElse].map((one) => licenceSource(candidate, one.id, one.givenBy)).find(Boolean) ?? null;
    // The one that is shown as missing is the one that the person can have.
    const open = [rule, ...orElse].find((one) => isOpenTo(candidate, one, context));
    add('licence', (open ?? rule).id, must, by, source ? 'met' : 'unmet', source, open?.daysToObtain);
  }
  const [least, ...others] = target.drivingByLaw;
  if (least !== undefined) {
    const held = [least, ...others].some((code) => facts.drivingLicences.includes(code));
    add('driving-licence', least, true, 'law', held ? 'met' : 'unmet', held ? stated(self) : null);
  }
  if (target.educationByLaw.length > 0) {
    const [state, source] = judgeEducationByLaw(candidate, target, context);
    add('education', `5/${target.educationByLaw[0]}`, true, 'law', state, source);
  }
  for (const requirement of target.requirements) {
    const [of, state, source] = judge(candidate, requirement, context);
    add(requirement.kind, of, requirement.must, 'employer', state, source);
  }
  for (const asked of target.readInText) {
    const [kind, of, source] = judgeRead(candidate, target, asked, context);
    const state = source ? 'met' : 'unknown';
    conditions.push({ kind, of, must: true, by: 'text', state, source, closableInDays: null, quote: asked.quote });
  }
  add('reach', reach.place, true, 'target', reach.state, reach.state === 'met' ? stated(self) : null);

  const hours = target.facts.hours;
  if (hours) {
    const state =
      facts.hours === 'unknown'
        ? 'unknown'
        : facts.hours.least <= hours.most && hours.least <= facts.hours.most
          ? 'met'
          : 'unmet';
    add('hours', null, true, 'employer', state, state === 'met' ? stated(self) : null);
  }
  const shifts = target.facts.shifts;
  if (shifts) {
    const accepted = facts.shifts;
    const state =
      accepted === 'unknown' ? 'unknown' : shifts.some((shift) => accepted.includes(shift)) ? 'met' : 'unmet';
    add('shifts', null, true, 'employer', state, state === 'met' ? stated(self) : null);
  }
  // A start in the past counts as today: a person who is available today can still take it.
  const asked = target.facts.start;
  const start = asked && asked < context.asOf ? context.asOf : asked;
  if (start) {
    const state = facts.availableFrom === 'unknown' ? 'unknown' : facts.availableFrom <= start ? 'met' : 'unmet';
    add('availability', start, true, 'target', state, state === 'met' ? stated(self) : null);
  }
  const excluded =
    facts.excludedOccupations.find((id) => covers(id, target, context)) ??
    facts.excludedEmployers.find((id) => id === target.facts.employer);
  if (excluded !== undefined) add('exclusion', excluded, true, 'person', 'unmet', stated(self));
  if (target.facts.room <= 0) add('room', null, true, 'target', 'unmet', null);
  return conditions;
}

function judge(
  candidate: PreparedCandidate,
  requirement: Requirement,
  context: Context,
): [of: string | null, state: ConditionState, source: Source | null] {
  const { facts } = candidate;
  const self = stated(facts.id);
  switch (requirement.kind) {
    case 'skill': {
      const backing = candidate.skills.get(requirement.skill);
      return [requirement.skill, backing ? 'met' : 'unmet', backing ? sourceOf(backing) : null];
    }
    case 'experience': {
      const found = facts.experience.find((experience) => {
        return isExperienceIn(context.similarity.between(experience.occupation, requirement.occupation), context);
      });
      return [requirement.occupation, found ? 'met' : 'unmet', found ? stated(found.record) : null];
    }
    case 'language': {
      const known = candidate.languages.get(requirement.language);
      if (!known) return [requirement.language, 'unknown', null];
      if (cefrRank(known) >= cefrRank(requirement.level ?? context.model.languageWithoutLevel ?? 'A1')) {
        return [requirement.language, 'met', self];
      }
      // The ad does not say how well, so a beginner is not ruled out: whoever asks has to find out.
      const open = requirement.level === null && cefrRank(known) >= cefrRank('A1');
      return [requirement.language, open ? 'unknown' : 'unmet', null];
    }
    case 'education': {
      const of = `${requirement.level ?? ''}/${requirement.field ?? ''}`;
      if (facts.education === 'unknown') return [of, 'unknown', null];
      const found = facts.education.find((e) => meetsLevel(e.level, requirement) && meetsField(e.field, requirement));
      return [of, found ? 'met' : 'unmet', found ? stated(found.record) : null];
    }
    case 'driving-licence': {
      const held = facts.drivingLicences.includes(requirement.code);
      return [requirement.code, held ? 'met' : 'unmet', held ? self : null];
    }
    case 'car': {
      if (facts.drivesToWork === 'unknown') return [null, 'unknown', null];
      return [null, facts.drivesToWork ? 'met' : 'unmet', facts.drivesToWork ? self : null];
    }
  }
}

/** Whether the person can have a licence in the time that its rule gives: from version 2 of the model, not without studies. */
function isOpenTo(candidate: PreparedCandidate, rule: LicenceRule, { model }: Context): boolean {
  if (!rule.trainedBy || model.licenceClosableBy === undefined) return true;
  return candidate.studiedFor.has(rule.id) || candidate.practisedUnder.has(rule.id);
}

/** An education of a specialist is met by one of its fields, or by a practice in the occupation, which nobody has without. */
function judgeEducationByLaw(
  { facts }: PreparedCandidate,
  target: PreparedTarget,
  { reference }: Context,
): [ConditionState, Source | null] {
  const practised = facts.experience.find(({ occupation }) => {
    return target.facts.ssyk.includes(reference.ssykOf(occupation) ?? '') && !reference.isTraineeName(occupation);
  });
  if (practised) return ['met', stated(practised.record)];
  if (facts.education === 'unknown') return ['unknown', null];
  const found = facts.education.find(({ field }) => target.educationByLaw.some((one) => field.startsWith(one)));
  return found ? ['met', stated(found.record)] : ['unmet', null];
}

/**
 * What patterns read in the ad's text never rules anybody out: the source is null where it has to be clarified, by
 * whoever reads the quoted words.
 */
function judgeRead(
  candidate: PreparedCandidate,
  target: PreparedTarget,
  { kind, of, level }: ReadInText,
  context: Context,
): [kind: ConditionKind, of: string | null, source: Source | null] {
  const { facts } = candidate;
  const met = (is: boolean) => (is ? stated(facts.id) : null);
  switch (kind) {
    case 'language':
      return [kind, of, judge(candidate, { kind, must: true, language: of, level }, context)[2]];
    case 'driving-licence':
      return [kind, of, judge(candidate, { kind, must: true, code: of }, context)[2]];
    case 'licence':
      return [kind, of, licenceSource(candidate, of, context.reference.licence(of)?.givenBy ?? [])];
    case 'years':
      return ['experience', target.facts.occupations[0] ?? null, yearsOf(Number(of), candidate, target, context)];
    case 'shifts': {
      const needed = of.split(' ').flatMap((one) => (one === 'rotating' ? ['evening', 'night'] : [one])) as Shift[];
      const { shifts } = facts;
      return [kind, null, met(shifts !== 'unknown' && needed.every((one) => shifts.includes(one)))];
    }
    case 'hours': {
      const { hours } = facts;
      return [kind, null, met(hours !== 'unknown' && (of === 'full-time' ? hours.most === 100 : hours.least < 100))];
    }
  }
}

/** The longest experience of the job, if all that counts as such adds up to the years. */
function yearsOf(years: number, { facts }: PreparedCandidate, target: PreparedTarget, context: Context): Source | null {
  const counted = facts.experience.filter(({ occupation }) =>
    target.facts.occupations.some((job) => isExperienceIn(context.similarity.between(occupation, job), context)),
  );
  const months = counted.reduce((sum, worked) => sum + worked.months, 0);
  const [longest] = counted.toSorted((a, b) => b.months - a.months || (a.record < b.record ? -1 : 1));
  return longest && months >= 12 * years ? stated(longest.record) : null;
}

type EducationAsked = { readonly level: string | null; readonly field: string | null };

/** SUN levels are ordered by their first digit. */
export const meetsLevel = (level: string, asked: EducationAsked) =>
  asked.level === null || Number(level[0]) >= Number(asked.level[0]);

/** SUN fields are a hierarchy by prefix. */
export const meetsField = (field: string, asked: EducationAsked) =>
  asked.field === null || field.startsWith(asked.field);

/** Whether the target belongs to an occupation or group that a person wishes for or excludes. */
export function covers(id: string, target: PreparedTarget, { reference }: Context): boolean {
  if (target.facts.occupations.includes(id)) return true;
  const group = reference.group(id);
  return group !== undefined && target.facts.ssyk.includes(group.ssyk);
}
