import { topics, type Vacancy } from '@lotsen/contracts';
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
