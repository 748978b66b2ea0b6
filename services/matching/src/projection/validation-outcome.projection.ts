import { topics, type ValidationOutcome } from '@lotsen/contracts';
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
