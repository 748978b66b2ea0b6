import { type ErasureReceipt, topics } from '@lotsen/contracts';
import { type ConsumerContext, Consumes } from '@lotsen/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { ErasedAgain } from './erased-again.js';

@Controller()
export class ReceiptsConsumer {
  constructor(private readonly erased: ErasedAgain) {}

  @Consumes(topics.validationsReceipt)
  validations(@Payload() receipt: ErasureReceipt | null, @Ctx() context: ConsumerContext): Promise<void> {
    return this.receive(receipt, context);
  }

  @Consumes(topics.vacanciesReceipt)
  vacancies(@Payload() receipt: ErasureReceipt | null, @Ctx() context: ConsumerContext): Promise<void> {
    return this.receive(receipt, context);
  }

  @Consumes(topics.placementsReceipt)
  placements(@Payload() receipt: ErasureReceipt | null, @Ctx() context: ConsumerContext): Promise<void> {
    return this.receive(receipt, context);
  }

  @Consumes(topics.matchingReceipt)
  matching(@Payload() receipt: ErasureReceipt | null, @Ctx() context: ConsumerContext): Promise<void> {
    return this.receive(receipt, context);
  }

  private async receive(receipt: ErasureReceipt | null, { manager }: ConsumerContext): Promise<void> {
    if (receipt) await this.erased.receive(manager, receipt);
  }
}
