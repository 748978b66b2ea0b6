import { type Placement, topics } from '@lotsen/contracts';
import type { TargetFacts } from '@lotsen/matching-engine';
import { type ConsumerContext, Consumes } from '@lotsen/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Projection } from './projection.js';

@Controller()
export class PlacementProjection {
  constructor(private readonly projection: Projection) {}

  @Consumes(topics.placement)
  apply(@Payload() placement: Placement | null, @Ctx() context: ConsumerContext): Promise<void> {
    return this.projection.keep(context, placement);
  }
}

/** A posted placement as the engine's target; undefined where it is no longer one. */
export function placementTargetOf(placement: Placement): TargetFacts | undefined {
  if (placement.status !== 'posted') return undefined;
  const { id, occupation, ssyk, place, requirements, hours, shifts, start, room, employer } = placement;
  return {
    kind: 'placement',
    id,
    occupations: [occupation],
    ssyk: ssyk ? [ssyk] : [],
    places: [place],
    abroad: false,
    remote: false,
    requirements,
    skillsInText: [],
    liveSkills: [],
    hours,
    shifts,
    start,
    room,
    employer: employer.organisation,
    permanent: false,
  };
}
