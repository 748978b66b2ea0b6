import type { EvidenceOutcome } from '@lotsen/reference';
import { cefrRank } from './cefr.js';
import type { Context } from './context.js';
import type { CandidateFacts, Cefr, Day, Evidence, HeldLicence } from './facts.js';
import { type Hash64, hashId } from './tie.js';

/** The record that points come from. */
export interface Source {
  /** Id of the record; the person's own id where only their profile says it. */
  readonly record: string;
  readonly outcome: EvidenceOutcome | 'stated' | 'not-stated';
  /** The kind of record; left out for the person's own profile. */
  readonly from?: Evidence['from'];
}

export interface Backing extends Source {
  readonly percent: number;
  readonly outcome: EvidenceOutcome;
  /** The related skill, where its evidence is used and not that of the skill itself. */
  readonly through?: string;
}

/** A candidate's facts, prepared for one day: what has expired before it is left out. */
export interface PreparedCandidate {
  readonly facts: CandidateFacts;
  /** The facts as they were given, before retired names were replaced. */
  readonly stated: CandidateFacts;
  readonly tie: Hash64;
  /** The best valid evidence of each skill. */
  readonly skills: ReadonlyMap<string, Backing>;
  /** All valid outcomes of each skill, the strongest first. Some outcomes give a licence. */
  readonly outcomes: ReadonlyMap<string, readonly Backing[]>;
  readonly licences: ReadonlyMap<string, HeldLicence>;
  /** The highest level that the facts give for each language. */
  readonly languages: ReadonlyMap<string, Cefr>;
  /** Licences to which the education of the person leads, and those that an occupation of theirs requires. */
  readonly studiedFor: ReadonlySet<string>;
  readonly practisedUnder: ReadonlySet<string>;
}

/** A record that states something. */
export const stated = (record: string): Source => ({ record, outcome: 'stated' });

export function sourceOf({ record, outcome, from }: Backing): Source {
  return from ? { record, outcome, from } : { record, outcome };
}

const valid = (until: Day | null, asOf: Day) => until === null || until >= asOf;

export function prepareCandidate(stated: CandidateFacts, context: Context): PreparedCandidate {
  const facts = withWholeExperience(withNamesInUse(withDrivingLicences(stated, context), context), context);
  const outcomes = new Map<string, Backing[]>();
  for (const { skill, outcome, validUntil, ...source } of facts.evidence) {
    if (!valid(validUntil, context.asOf)) continue;
    const backing = { ...source, outcome, percent: context.model.evidence[outcome] };
    const known = outcomes.get(skill);
    if (known) known.push(backing);
    else outcomes.set(skill, [backing]);
  }
  for (const backings of outcomes.values()) backings.sort(better);
  const licences = new Map<string, HeldLicence>();
  for (const held of [...facts.licences].sort((a, b) => (a.record < b.record ? -1 : 1))) {
    if (valid(held.validUntil, context.asOf) && !licences.has(held.licence)) licences.set(held.licence, held);
  }
  const languages = new Map<string, Cefr>();
  for (const { language, level } of facts.languages) {
    const known = languages.get(language);
    if (!known || cefrRank(level) > cefrRank(known)) languages.set(language, level);
  }
  return {
    facts,
    stated,
    tie: hashId(facts.id, context.model.seed),
    skills: new Map([...outcomes].map(([skill, backings]) => [skill, backings[0] as Backing])),
    outcomes,
    licences,
    languages,
    studiedFor: studiedFor(facts, context),
    practisedUnder: practisedUnder(facts, context),
  };
}

/** From version 2 of the model: the licences to which the person's education leads, in whichever country it was taken. */
function studiedFor({ education }: CandidateFacts, { reference, model }: Context): ReadonlySet<string> {
  if (model.licenceClosableBy === undefined || education === 'unknown') return new Set();
  return new Set(education.flatMap(({ level, field }) => reference.licencesAfter(level, field)).map(({ id }) => id));
}

/** From version 2 of the model: the licences that the person's occupations require. They practised abroad, say, or for a time. */
function practisedUnder({ experience }: CandidateFacts, { reference, model }: Context): ReadonlySet<string> {
  if (model.licenceClosableBy === undefined) return new Set();
  const required = experience
    .filter(({ occupation }) => !reference.isTraineeName(occupation))
    .flatMap(({ occupation }) => reference.licencesRequiredIn(occupation, reference.ssykOf(occupation), true, '2'));
  return new Set(required.map(({ id }) => id));
}

/** From version 2 of the model, retired occupation names are replaced by the names in use. */
function withNamesInUse(facts: CandidateFacts, { model, reference }: Context): CandidateFacts {
  if (model.retiredNames === undefined) return facts;
  const inUse = (occupation: string) => reference.inUse(occupation);
  return {
    ...facts,
    experience: facts.experience.map((worked) => ({ ...worked, occupation: inUse(worked.occupation) })),
    wantedOccupations: facts.wantedOccupations.map(inUse),
    excludedOccupations: facts.excludedOccupations.map(inUse),
  };
}

/** From version 2 of the model: with the driving licences that come with those of the person. */
function withDrivingLicences(facts: CandidateFacts, { model: { drivingLicenceIncludes } }: Context): CandidateFacts {
  if (drivingLicenceIncludes === undefined) return facts;
  const held = facts.drivingLicences.flatMap((code) => [code, ...(drivingLicenceIncludes[code] ?? [])]);
  return { ...facts, drivingLicences: [...new Set(held)] };
}

/** From version 2 of the model: periods in one occupation as one, with the record of the longest, up to the latest year. */
function withWholeExperience(facts: CandidateFacts, { model }: Context): CandidateFacts {
  if (model.periodsOfWork === undefined) return facts;
  const periods = new Map<string, CandidateFacts['experience'][number][]>();
  for (const worked of facts.experience) {
    periods.set(worked.occupation, [...(periods.get(worked.occupation) ?? []), worked]);
  }
  const experience = [...periods.values()].map((of) => {
    const [longest] = of.toSorted((a, b) => b.months - a.months || (a.record < b.record ? -1 : 1));
    const years = of.flatMap(({ lastYear }) => (lastYear === 'unknown' ? [] : lastYear));
    return {
      ...(longest as (typeof of)[number]),
      months: of.reduce((sum, { months }) => sum + months, 0),
      lastYear: years.length > 0 ? Math.max(...years) : ('unknown' as const),
    };
  });
  return { ...facts, experience };
}

/** Strongest first; of equal ones the lower record id, so that the order of arrival does not affect the result. */
function better(a: Backing, b: Backing): number {
  return b.percent - a.percent || (a.record < b.record ? -1 : a.record > b.record ? 1 : 0);
}

/** The best evidence for a skill: its own, or a related skill's reduced by the model, whichever is stronger. */
export function backingOf(candidate: PreparedCandidate, skill: string, context: Context): Backing | undefined {
  let best = candidate.skills.get(skill);
  for (const related of context.reference.relatedSkills(skill)) {
    const backing = candidate.skills.get(related);
    if (!backing) continue;
    const percent = Math.floor((backing.percent * context.model.relatedSkill) / 100);
    if (!best || percent > best.percent || (percent === best.percent && best.through && related < best.through)) {
      best = { ...backing, percent, through: related };
    }
  }
  return best;
}

/** The record of a licence that the person holds, or of an outcome that gives it; null if there is none. */
export function licenceSource(
  candidate: PreparedCandidate,
  licence: string,
  givenBy: readonly string[],
): Source | null {
  const held = candidate.licences.get(licence);
  if (held) return stated(held.record);
  const given = candidate.outcomes.get(licence)?.find(({ outcome }) => givenBy.includes(outcome));
  return given ? sourceOf(given) : null;
}
