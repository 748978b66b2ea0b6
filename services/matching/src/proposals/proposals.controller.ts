import { type Actor, CurrentActor } from '@lotsen/access';
import { ProposalDetails, ProposalPage, Recomputed } from '@lotsen/api';
import {
  Changes,
  Creates,
  CurrentOrigin,
  CurrentTarget,
  Does,
  IdParam,
  itsPerson,
  type Origin,
  PageQuery,
  Reads,
  ShowsPersons,
  type Target,
  theirPersons,
} from '@lotsen/platform';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ConsentDto, DeclineDto, DraftDto, EndDto, SendDto, WithdrawDto } from './proposal.dto.js';
import { decline, end, withdraw } from './proposal.js';
import { ProposalStore, proposalEventOf } from './proposal.store.js';
import { Proposals, told } from './proposals.js';

const officers = { officer: 'own', coordinator: 'own' } as const;
const both = { ...officers, employer: 'own' } as const;

@ApiTags('proposals')
@Controller('v1/matching/proposals')
export class ProposalsController {
  constructor(
    private readonly proposals: Proposals,
    private readonly store: ProposalStore,
  ) {}

  /** Drafts a proposal, and keeps what is known now: facts, model, score and reasons. */
  @Post()
  @Creates({ officer: 'shared', coordinator: 'shared' })
  draft(@Body() { candidate, target }: DraftDto, @CurrentOrigin() origin: Origin) {
    return this.proposals.draft(candidate, target, origin);
  }

  /** Notes the person's yes to this proposal: before it, no employer sees anything. */
  @Post(':id/consent')
  @Changes(officers)
  consent(@CurrentTarget() target: Target, @Body() { how, day }: ConsentDto) {
    return this.proposals.consent(target, { how, day });
  }

  /** Puts it before the employer, with what is released of who the person is, on what ground, and until when. */
  @Post(':id/send')
  @Changes(officers)
  send(@CurrentTarget() target: Target, @Body() { fields, basis, until }: SendDto) {
    return this.proposals.send(target, { fields, basis, until });
  }

  /** Accepting reserves nothing: the vacancy or placement books, or answers that it is full. */
  @Post(':id/accept')
  @Changes({ employer: 'own' })
  accept(@CurrentTarget() target: Target) {
    return this.proposals.accept(target);
  }

  @Post(':id/decline')
  @Changes({ employer: 'own' })
  decline(@CurrentTarget() target: Target, @Body() { reasons }: DeclineDto) {
    const decide = decline([...new Set(reasons)], target.actor.subject);
    return this.store.change(target, decide, { sides: ['employer'] });
  }

  /** Takes it back, because the person said no, for instance; a no is never reported on. */
  @Post(':id/withdraw')
  @Changes(officers)
  withdraw(@CurrentTarget() target: Target, @Body() { because }: WithdrawDto) {
    return this.store.change(target, withdraw(because, target.actor.subject), { sides: ['officer'] });
  }

  /** Says what came of it in the end; the release ends with it. */
  @Post(':id/end')
  @Changes(both)
  end(@CurrentTarget() target: Target, @Body() { how }: EndDto) {
    return this.store.change(target, end(how));
  }

  /** The proposals that one's organisation made, or got. */
  @Get()
  @Reads(both, ProposalPage)
  @ShowsPersons('proposal', theirPersons)
  page(@Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return this.store.list(query, actor, (state, head) => told(proposalEventOf(state, head), actor));
  }

  @Get(':id')
  @Reads(both, ProposalDetails)
  @ShowsPersons('proposal', itsPerson)
  get(@IdParam() id: string, @CurrentActor() actor: Actor) {
    return this.proposals.tell(id, actor);
  }

  /** Computes the assessment again from what was known then, and says whether it comes out the same, byte for byte. */
  @Post(':id/recompute')
  @Does({ officer: 'own', coordinator: 'own', administrator: 'any' }, Recomputed)
  @ShowsPersons<{ kept: { candidate: string } }>('oversight', ({ kept }) => [kept.candidate])
  recompute(@IdParam() id: string, @CurrentActor() actor: Actor) {
    return this.proposals.recompute(id, actor);
  }
}
