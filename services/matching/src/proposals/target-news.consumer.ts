import { type Booking, type CandidateProfile, type Placement, topics, type Vacancy } from '@lotsen/contracts';
import { type ConsumerContext, Consumes } from '@lotsen/messaging';
import type { Command } from '@lotsen/persistence';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import type { EntityManager } from 'typeorm';
import { book, endOfItself, findFull, forgetKnown, outdate, type Proposal } from './proposal.js';
import { ProposalEntity, ProposalStore } from './proposal.store.js';

/** What becomes of proposals by what their targets and persons say: booked, without room, or obsolete. */
@Controller()
export class TargetNewsConsumer {
  constructor(private readonly proposals: ProposalStore) {}

  @Consumes(topics.vacancy)
  vacancy(@Payload() vacancy: Vacancy | null, @Ctx() { id, manager }: ConsumerContext): Promise<void> {
    if (!vacancy) return Promise.resolve();
    const isOpen = ['published', 'closed'].includes(vacancy.status) && vacancy.taken < vacancy.positions;
    return this.tell(manager, id, vacancy, isOpen);
  }

  @Consumes(topics.placement)
  placement(@Payload() placement: Placement | null, @Ctx() { id, manager }: ConsumerContext): Promise<void> {
    if (!placement) return Promise.resolve();
    return this.tell(manager, id, placement, placement.status === 'posted' && placement.room > 0);
  }

  /** Of a person who is closed nothing is proposed further; of one whose facts were taken back nothing is kept. */
  @Consumes(topics.candidateProfile)
  async candidate(@Payload() profile: CandidateProfile | null, @Ctx() { id, manager }: ConsumerContext): Promise<void> {
    if (profile?.status !== 'closed') return;
    const rows = await manager.getRepository(ProposalEntity).find({ where: { candidate: id }, select: { id: true } });
    const commands = (decide: Command<Proposal>['decide']) => rows.map((row) => ({ id: row.id, decide }));
    await this.proposals.runAll(manager, commands(outdate));
    if (profile.facts === null) await this.proposals.runAll(manager, commands(forgetKnown));
  }

  /** A placement that came of a proposal and is over. */
  @Consumes(topics.booking)
  async booking(@Payload() booking: Booking | null, @Ctx() { manager }: ConsumerContext): Promise<void> {
    if (!booking?.proposal) return;
    const over = booking.status === 'ended' || booking.status === 'cancelled';
    if (!over) return;
    const ended = booking.result === 'completed' ? 'placement-completed' : 'placement-ended-early';
    await this.proposals.runAll(manager, [{ id: booking.proposal, decide: endOfItself(ended) }]);
  }

  private async tell(
    manager: EntityManager,
    target: string,
    { booked, full }: { readonly booked: readonly string[]; readonly full: readonly string[] },
    isOpen: boolean,
  ): Promise<void> {
    const rows = await manager
      .getRepository(ProposalEntity)
      .find({ where: { target }, select: { id: true, status: true } });
    const commands = rows.flatMap(({ id, status }): Command<Proposal>[] => {
      if (status === 'accepted' && booked.includes(id)) return [{ id, decide: book }];
      if (status === 'accepted' && full.includes(id)) return [{ id, decide: findFull }];
      return !isOpen && ['draft', 'person-consented', 'sent'].includes(status) ? [{ id, decide: outdate }] : [];
    });
    await this.proposals.runAll(manager, commands);
  }
}
