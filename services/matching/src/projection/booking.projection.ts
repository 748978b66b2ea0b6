import { type Booking, topics } from '@lotsen/contracts';
import { type ConsumerContext, Consumes } from '@lotsen/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Projection } from './projection.js';

@Controller()
export class BookingProjection {
  constructor(private readonly projection: Projection) {}

  @Consumes(topics.booking)
  apply(@Payload() booking: Booking | null, @Ctx() context: ConsumerContext): Promise<void> {
    return this.projection.keep(context, booking?.status === 'erased' ? null : booking);
  }
}
