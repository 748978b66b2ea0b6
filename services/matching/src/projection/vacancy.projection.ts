import { topics, type Vacancy } from '@lotsen/contracts';
import type { TargetFacts } from '@lotsen/matching-engine';
import { type ConsumerContext, Consumes } from '@lotsen/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Projection } from './projection.js';

@Controller()
export class VacancyProjection {
  constructor(private readonly projection: Projection) {}

  @Consumes(topics.vacancy)
  apply(@Payload() vacancy: Vacancy | null, @Ctx() context: ConsumerContext): Promise<void> {
    return this.projection.keep(context, vacancy);
  }
}

/** A published vacancy as the engine's target; undefined where it is no longer one. */
export function vacancyTargetOf(vacancy: Vacancy): TargetFacts | undefined {
  if (vacancy.status !== 'published') return undefined;
  const { id, occupation, ssyk, place, abroad, remote, requirements, skillsInText, hours, shifts, start, permanent } =
    vacancy;
  return {
    kind: 'vacancy',
    id,
    occupations: [occupation],
    ssyk: ssyk ? [ssyk] : [],
    places: place ? [place] : [],
    abroad,
    remote,
    requirements,
    skillsInText,
    liveSkills: [],
    hours,
    shifts,
    start,
    room: vacancy.positions - vacancy.taken,
    employer: vacancy.employer.organisation,
    permanent,
  };
}
