import { type CandidateProfile, topics } from '@lotsen/contracts';
import { type ConsumerContext, Consumes } from '@lotsen/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Projection } from './projection.js';

@Controller()
export class CandidateProfileProjection {
  constructor(private readonly projection: Projection) {}

  @Consumes(topics.candidateProfile)
  apply(@Payload() profile: CandidateProfile | null, @Ctx() context: ConsumerContext): Promise<void> {
    return this.projection.keep(context, profile?.status === 'erased' ? null : profile);
  }
}
