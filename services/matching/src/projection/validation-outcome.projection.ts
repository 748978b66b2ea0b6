import { topics, type ValidationOutcome, type ValidationProfile } from '@lotsen/contracts';
import type { Evidence, LanguageLevel } from '@lotsen/matching-engine';
import { type ConsumerContext, Consumes } from '@lotsen/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Projection } from './projection.js';

@Controller()
export class ValidationOutcomeProjection {
  constructor(private readonly projection: Projection) {}

  /** An outcome may arrive before its person or its profile does: it is kept, and counts once they are here. */
  @Consumes(topics.validationOutcome)
  apply(@Payload() outcome: ValidationOutcome | null, @Ctx() context: ConsumerContext): Promise<void> {
    return this.projection.keep(context, outcome?.status === 'erased' ? null : outcome);
  }
}

/** What an outcome evidences: for each assessed unit the skills that its profile links to it. A withdrawn one, nothing. */
export function evidenceOf(outcome: ValidationOutcome, profiles: ReadonlyMap<string, ValidationProfile>): Evidence[] {
  const profile = outcome.profile ? profiles.get(outcome.profile) : undefined;
  const { result, validUntil, id: record } = outcome;
  if (outcome.status !== 'registered' || !profile || !result) return [];
  return outcome.units.flatMap(({ unit, extent }) => {
    const skills = profile.units.find((known) => known.unit === unit)?.skills ?? [];
    const of = result === 'certificate' ? (`certificate-${extent}` as const) : result;
    return skills.map((skill) => ({ skill, outcome: of, validUntil, record }));
  });
}

/** The level that an outcome found in its profile's language. */
export function languageOf(
  { profile: id, level, status }: ValidationOutcome,
  profiles: ReadonlyMap<string, ValidationProfile>,
): LanguageLevel[] {
  const language = id ? profiles.get(id)?.language : undefined;
  return status === 'registered' && language && level ? [{ language, level }] : [];
}
