import { type Placement, topics } from '@lotsen/contracts';
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
