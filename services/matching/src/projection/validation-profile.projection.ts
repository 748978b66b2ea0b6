import { topics, type ValidationProfile } from '@lotsen/contracts';
import { type ConsumerContext, Consumes } from '@lotsen/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Projection } from './projection.js';

@Controller()
export class ValidationProfileProjection {
  constructor(private readonly projection: Projection) {}

  /** A withdrawn profile still explains the outcomes that were made by it. */
  @Consumes(topics.validationProfile)
  apply(@Payload() profile: ValidationProfile | null, @Ctx() context: ConsumerContext): Promise<void> {
    return this.projection.keep(context, profile);
  }
}
