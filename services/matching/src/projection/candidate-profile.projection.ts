import { type CandidateProfile, topics, type ValidationOutcome, type ValidationProfile } from '@lotsen/contracts';
import { type CandidateFacts, type Evidence } from '@lotsen/matching-engine';
import { type ConsumerContext, Consumes } from '@lotsen/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Projection } from './projection.js';
import { evidenceOf } from './validation-outcome.projection.js';

@Controller()
export class CandidateProfileProjection {
  constructor(private readonly projection: Projection) {}

  @Consumes(topics.candidateProfile)
  apply(@Payload() profile: CandidateProfile | null, @Ctx() context: ConsumerContext): Promise<void> {
    return this.projection.keep(context, profile?.status === 'erased' ? null : profile);
  }
}

/**
 * The engine's facts of an active person: the profile's own, and (where the person said yes to the linking) what
 * validations evidence. What the profile itself says is recorded under the person's id.
 */
export function candidateFactsOf(
  profile: CandidateProfile,
  outcomes: readonly ValidationOutcome[],
  profiles: ReadonlyMap<string, ValidationProfile>,
): CandidateFacts | undefined {
  const { id, facts, status } = profile;
  if (status !== 'active' || !facts) return undefined;
  const own: Evidence[] = facts.skills.map((claim) => ({ ...claim, record: id }));
  const linked = profile.linksEvidence ? outcomes.flatMap((outcome) => evidenceOf(outcome, profiles)) : [];
  const { skills: _, ...shared } = facts;
  return {
    ...shared,
    id,
    evidence: [...own, ...linked],
    licences: facts.licences.map((licence) => ({ ...licence, record: id })),
    experience: facts.experience.map((experience) => ({ ...experience, record: id })),
    education:
      facts.education === 'unknown' ? 'unknown' : facts.education.map((education) => ({ ...education, record: id })),
  };
}
