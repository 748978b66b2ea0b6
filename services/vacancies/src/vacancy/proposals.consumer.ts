import { type Proposal, topics } from '@lotsen/contracts';
import { type ConsumerContext, Consumes } from '@lotsen/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { book, forget, free } from './vacancy.js';
import { VacancyStore } from './vacancy.store.js';

/**
 * Gives accepted proposals their positions, under the vacancy's row lock. Removes the ids of erased persons' proposals.
 */
@Controller()
export class ProposalsConsumer {
  constructor(private readonly vacancies: VacancyStore) {}

  @Consumes(topics.proposal)
  async apply(@Payload() proposal: Proposal | null, @Ctx() { id, manager }: ConsumerContext): Promise<void> {
    if (!proposal || proposal.status === 'erased') {
      const rows = await manager.query<{ id: string }[]>(
        `SELECT id FROM vacancy WHERE state->'booked' ? $1 OR state->'full' ? $1`,
        [id],
      );
      await this.vacancies.runAll(
        manager,
        rows.map((row) => ({ id: row.id, decide: forget(id) })),
      );
      return;
    }
    if (proposal.target?.kind !== 'vacancy') return;
    const cameToNothing = proposal.status === 'withdrawn' || proposal.ended === 'not-hired';
    const decide = proposal.status === 'accepted' ? book(id) : cameToNothing ? free(id) : undefined;
    if (decide) await this.vacancies.runAll(manager, [{ id: proposal.target.id, decide }]);
  }
}
