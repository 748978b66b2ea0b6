import {
  type Booking,
  type CandidateProfile,
  topics,
  type ValidationOutcome,
  type ValidationProfile,
} from '@lotsen/contracts';
import type { CandidateFacts, Evidence } from '@lotsen/matching-engine';
import { type ConsumerContext, Consumes } from '@lotsen/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { confirmedAt } from './booking.projection.js';
import { Projection } from './projection.js';
import { evidenceOf, languageOf } from './validation-outcome.projection.js';

@Controller()
export class CandidateProfileProjection {
  constructor(private readonly projection: Projection) {}

  @Consumes(topics.candidateProfile)
  apply(@Payload() profile: CandidateProfile | null, @Ctx() context: ConsumerContext): Promise<void> {
    return this.projection.keep(context, profile?.status === 'erased' ? null : profile);
  }
}

/** What others recorded of a person. */
export interface Recorded {
  readonly outcomes: readonly ValidationOutcome[];
  readonly bookings: readonly Booking[];
  readonly profiles: ReadonlyMap<string, ValidationProfile>;
}

/**
 * The engine's facts of an active person: the profile's own, and (where the person said yes to the linking) what
 * validations and workplaces evidence. What the profile itself says is recorded under the person's id.
 */
export function candidateFactsOf(
  { id, facts, status, linksEvidence }: CandidateProfile,
  { outcomes, bookings, profiles }: Recorded,
): CandidateFacts | undefined {
  if (status !== 'active' || !facts) return undefined;
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
