import type { Booking, CandidateProfile, ValidationOutcome, ValidationProfile } from '@lotsen/contracts';
import type { CandidateFacts, Evidence, LanguageLevel } from '@lotsen/matching-engine';

/** What a person stated, where they are to be matched. */
export const factsToMatch = ({ status, facts }: CandidateProfile) => (status === 'active' ? facts : null);

/** What others recorded of a person. */
interface Recorded {
  readonly outcomes: readonly ValidationOutcome[];
  readonly bookings: readonly Booking[];
  readonly profiles: ReadonlyMap<string, ValidationProfile>;
}

/**
 * The engine's facts of an active person: the profile's own, and (where the person said yes to the linking) what
 * validations and workplaces evidence. What the profile itself says is recorded under the person's id.
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

/** What an outcome evidences: for each assessed unit the skills that its profile links to it. A withdrawn one, nothing. */
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

/** The level that an outcome found in its profile's language. */
function languageOf(
  { profile: id, level, status }: ValidationOutcome,
  profiles: ReadonlyMap<string, ValidationProfile>,
): LanguageLevel[] {
  const language = id ? profiles.get(id)?.language : undefined;
  return status === 'registered' && language && level ? [{ language, level }] : [];
}

/** What a supervisor confirmed at the workplace. It does not expire; a grade it never is. */
function confirmedAt({ id, confirmedSkills }: Booking): Evidence[] {
  return confirmedSkills.map((skill) => ({
    skill,
    outcome: 'workplace-confirmed',
    validUntil: null,
    record: id,
    from: 'placement',
  }));
}
