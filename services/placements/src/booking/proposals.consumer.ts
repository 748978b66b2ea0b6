import { type Proposal, topics } from '@lotsen/contracts';
import { type ConsumerContext, Consumes } from '@lotsen/messaging';
import { stockholmDay } from '@lotsen/persistence';

import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { PlacementRoom } from '../placement/room.js';
import { Bookings } from './bookings.js';

/** Books accepted proposals, or answers that no place is left. The person consented to the proposal. */
@Controller()
export class ProposalsConsumer {
  constructor(
    private readonly bookings: Bookings,
    private readonly room: PlacementRoom,
  ) {}

  @Consumes(topics.proposal)
  async apply(@Payload() proposal: Proposal | null, @Ctx() { id, manager }: ConsumerContext): Promise<void> {
    if (!proposal || proposal.status === 'erased') return this.room.forgetProposal(manager, id);
    if (proposal.target?.kind !== 'placement') return;
    if (proposal.status === 'withdrawn') return this.bookings.cancelProposal(manager, id);
    if (proposal.status !== 'accepted') return;
    const said = proposal.reached['person-consented'] ?? proposal.reached.accepted ?? '';
    const yes = { how: 'oral', day: stockholmDay(new Date(said)), notedBy: 'proposal' } as const;
    await this.bookings.bookProposal(manager, id, proposal, yes);
  }
}
