import { type Booking, type CandidateProfile, type Placement, topics, type Vacancy } from '@lotsen/contracts';
import { type BatchWork, type ConsumerContext, Consumes } from '@lotsen/messaging';
import type { Command } from '@lotsen/persistence';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { In } from 'typeorm';
import { book, endOfItself, findFull, forgetKnown, outdate, type Proposal } from './proposal.js';
import { ProposalEntity, ProposalStore } from './proposal.store.js';

/** Moves proposals on when their target, person or booking changes: to booked, no-room, obsolete or ended. */
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

  /**
   * When a person is closed, the proposals that are not yet accepted become obsolete. If the person's facts were
   * withdrawn too, their proposals drop the copy of them.
   */
  @Consumes(topics.candidateProfile)
  async candidate(@Payload() profile: CandidateProfile | null, @Ctx() { id, manager }: ConsumerContext): Promise<void> {
    if (profile?.status !== 'closed') return;
    const rows = await manager.getRepository(ProposalEntity).find({ where: { candidate: id }, select: { id: true } });
    const commands = (decide: Command<Proposal>['decide']) => rows.map((row) => ({ id: row.id, decide }));
    await this.proposals.runAll(manager, commands(outdate));
    if (profile.facts === null) await this.proposals.runAll(manager, commands(forgetKnown));
  }

  /** Ends a proposal when the booking that resulted from it has ended or was cancelled. */
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

/** What a target's state says about the proposals for it: which are booked, and which it refused because it is full. */
interface TargetState {
  readonly id: string;
  readonly booked: readonly string[];
  readonly full: readonly string[];
  readonly isOpen: boolean;
}
