import { type CandidateProfile, topics } from '@lotsen/contracts';
import { type ConsumerContext, Consumes } from '@lotsen/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { OutcomeEntity } from '../outcome/outcome.entity.js';
import { erase } from '../outcome/outcome.js';
import { lockCandidates, OutcomesService } from '../outcome/outcomes.service.js';

/** Follows the erasure of a person: their outcomes go, and nothing may be logged on them again. */
@Controller()
export class CandidateErasureConsumer {
  constructor(private readonly outcomes: OutcomesService) {}

  @Consumes(topics.candidateProfile)
  async apply(@Payload() profile: CandidateProfile | null, @Ctx() { id, manager }: ConsumerContext): Promise<void> {
    if (profile && profile.status !== 'erased') return;
    await lockCandidates(manager, [id]);
    await manager.query('INSERT INTO erased_candidate (id) VALUES ($1) ON CONFLICT DO NOTHING', [id]);
    const rows = await manager.getRepository(OutcomeEntity).find({ where: { candidate: id }, select: { id: true } });
    await this.outcomes.store.runAll(
      manager,
      rows.map((row) => ({ id: row.id, decide: erase })),
    );
  }
}
