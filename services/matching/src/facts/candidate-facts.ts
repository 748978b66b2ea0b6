import type { Booking, CandidateProfile, ValidationOutcome, ValidationProfile } from '@lotsen/contracts';
import type { CandidateFacts, Evidence, LanguageLevel } from '@lotsen/matching-engine';

/** The facts that a person stated; null unless the profile is active, because only active persons are matched. */
export const factsToMatch = ({ status, facts }: CandidateProfile) => (status === 'active' ? facts : null);

/** What others recorded about a person, and the validation profiles by id. */
interface Recorded {
  readonly outcomes: readonly ValidationOutcome[];
  readonly bookings: readonly Booking[];
  readonly profiles: ReadonlyMap<string, ValidationProfile>;
}

/**
 * The engine's facts of an active person; undefined for any other. The profile's own statements name the person's id as
 * their record. Evidence from validations and workplaces is added only if the person said yes to linking it.
 */
export function candidateFactsOf(
  profile: CandidateProfile,
  { outcomes, bookings, profiles }: Recorded,
): CandidateFacts | undefined {
  const facts = factsToMatch(profile);
  if (!facts) return undefined;
  const { id, linksEvidence } = profile;
  const own: Evidence[] = facts.skills.map((claim) => ({ ...claim, record: id }));
  const linked = linksEvidence
    ? [...outcomes.flatMap((outcome) => evidenceOf(outcome, profiles)), ...bookings.flatMap(confirmedAt)]
    : [];
  const tested = linksEvidence ? outcomes.flatMap((outcome) => languageOf(outcome, profiles)) : [];
  const { skills: _, ...shared } = facts;
  return {
    ...shared,
    id,
    evidence: [...own, ...linked],
    languages: [...facts.languages, ...tested],
    licences: facts.licences.map((licence) => ({ ...licence, record: id })),
    experience: facts.experience.map((experience) => ({ ...experience, record: id })),
    education:
      facts.education === 'unknown' ? 'unknown' : facts.education.map((education) => ({ ...education, record: id })),
  };
}

/**
 * The evidence of an outcome: the skills that its validation profile lists for each assessed unit. Only a registered
 * outcome counts, not a withdrawn one.
 */
function evidenceOf(outcome: ValidationOutcome, profiles: ReadonlyMap<string, ValidationProfile>): Evidence[] {
  const profile = outcome.profile ? profiles.get(outcome.profile) : undefined;
  const { result, validUntil, id: record } = outcome;
  if (outcome.status !== 'registered' || !profile || !result) return [];
  return outcome.units.flatMap(({ unit, extent }) => {
    const skills = profile.units.find((known) => known.unit === unit)?.skills ?? [];
    const of = result === 'certificate' ? (`certificate-${extent}` as const) : result;
    return skills.map((skill) => ({ skill, outcome: of, validUntil, record, from: 'validation' }));
  });
}

/** The level that a registered outcome found, if its validation profile assesses a language. */
function languageOf(
  { profile: id, level, status }: ValidationOutcome,
  profiles: ReadonlyMap<string, ValidationProfile>,
): LanguageLevel[] {
  const language = id ? profiles.get(id)?.language : undefined;
  return status === 'registered' && language && level ? [{ language, level }] : [];
}

/** The skills that a supervisor confirmed at the workplace. This evidence does not expire, and is never a grade. */
function confirmedAt({ id, confirmedSkills }: Booking): Evidence[] {
  return confirmedSkills.map((skill) => ({
    skill,
    outcome: 'workplace-confirmed',
    validUntil: null,
    record: id,
    from: 'placement',
  }));
}
