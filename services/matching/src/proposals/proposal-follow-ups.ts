import { type Booking, type CandidateProfile, type Placement, topics, type Vacancy } from '@lotsen/contracts';
import { type BatchWork, type ConsumerContext, Consumes } from '@lotsen/messaging';
import type { Command } from '@lotsen/persistence';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { In } from 'typeorm';
import { book, endOfItself, findFull, forgetKnown, outdate, type Proposal } from './proposal.js';
import { ProposalEntity, ProposalStore } from './proposal.store.js';

/** What becomes of proposals by what their targets and persons say: booked, without room, or obsolete. */
@Controller()
export class ProposalFollowUps {
  constructor(private readonly proposals: ProposalStore) {}

  @Consumes(topics.vacancy)
  async vacancy(@Payload() vacancy: Vacancy | null, @Ctx() { inBatch }: ConsumerContext): Promise<void> {
    if (!vacancy) return;
    const isOpen = ['published', 'closed'].includes(vacancy.status) && vacancy.taken < vacancy.positions;
    inBatch(this.updateProposals, { ...vacancy, isOpen });
  }

  @Consumes(topics.placement)
  async placement(@Payload() placement: Placement | null, @Ctx() { inBatch }: ConsumerContext): Promise<void> {
    if (!placement) return;
    inBatch(this.updateProposals, { ...placement, isOpen: placement.status === 'posted' && placement.room > 0 });
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

  private readonly updateProposals: BatchWork<TargetState> = async (manager, all) => {
    const targets = new Map(all.map((target) => [target.id, target]));
    const rows = await manager.getRepository(ProposalEntity).find({
      where: { target: In([...targets.keys()]) },
      select: { id: true, status: true, target: true },
    });
    const commands = rows.flatMap(({ id, status, target }): Command<Proposal>[] => {
      const { booked, full, isOpen } = targets.get(target ?? '') as TargetState;
      if (status === 'accepted' && booked.includes(id)) return [{ id, decide: book }];
      if (status === 'accepted' && full.includes(id)) return [{ id, decide: findFull }];
      return !isOpen && ['draft', 'person-consented', 'sent'].includes(status) ? [{ id, decide: outdate }] : [];
    });
    await this.proposals.runAll(manager, commands);
  };
}

/** What a target says of the proposals for it. */
interface TargetState {
  readonly id: string;
  readonly booked: readonly string[];
  readonly full: readonly string[];
  readonly isOpen: boolean;
}
