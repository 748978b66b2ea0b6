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
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ConsentDto, DeclineDto, DraftDto, EndDto, SendDto, WithdrawDto } from './proposal.dto.js';
import { decline, end, withdraw } from './proposal.js';
import { ProposalStore, proposalEventOf } from './proposal.store.js';
import { Proposals, redactFor } from './proposals.js';

const officers = { officer: 'own', coordinator: 'own' } as const;
const both = { ...officers, employer: 'own' } as const;

@ApiTags('proposals')
@Controller('v1/matching/proposals')
export class ProposalsController {
  constructor(
    private readonly proposals: Proposals,
    private readonly store: ProposalStore,
  ) {}

  @Post()
  @ApiOperation({
    summary: 'Drafts a proposal of a person for a vacancy or placement.',
    description: 'What is known at that moment is kept with it: facts, model, score and reasons.',
  })
  @Creates({ officer: 'shared', coordinator: 'shared' })
  draft(@Body() { candidate, target }: DraftDto, @CurrentOrigin() origin: Origin) {
    return this.proposals.draft(candidate, target, origin);
  }

  @Post(':id/consent')
  @ApiOperation({
    summary: "Records the person's yes to a proposal.",
    description: 'Before it, no employer sees anything.',
  })
  @Changes(officers)
  consent(@CurrentTarget() target: Target, @Body() { how, day }: ConsentDto) {
    return this.proposals.consent(target, { how, day });
  }

  @Post(':id/send')
  @ApiOperation({
    summary: 'Sends a proposal to the employer.',
    description: 'With what is released of who the person is, on what ground, and until when.',
  })
  @Changes(officers)
  send(@CurrentTarget() target: Target, @Body() { fields, basis, until }: SendDto) {
    return this.proposals.send(target, { fields, basis, until });
  }

  @Post(':id/accept')
  @ApiOperation({
    summary: 'Accepts a proposal, as its employer.',
    description: 'Accepting reserves nothing: the vacancy or placement then books, or answers that it is full.',
  })
  @Changes({ employer: 'own' })
  accept(@CurrentTarget() target: Target) {
    return this.proposals.accept(target);
  }

  @Post(':id/decline')
  @ApiOperation({ summary: 'Declines a proposal, as its employer.' })
  @Changes({ employer: 'own' })
  decline(@CurrentTarget() target: Target, @Body() { reasons }: DeclineDto) {
    const decide = decline([...new Set(reasons)], target.actor.subject);
    return this.store.change(target, decide, { sides: ['employer'] });
  }

  @Post(':id/withdraw')
  @ApiOperation({
    summary: 'Withdraws a proposal.',
    description: 'For instance because the person said no; the employer is never told of a no.',
  })
  @Changes(officers)
  withdraw(@CurrentTarget() target: Target, @Body() { because }: WithdrawDto) {
    return this.store.change(target, withdraw(because, target.actor.subject), { sides: ['officer'] });
  }

  @Post(':id/end')
  @ApiOperation({ summary: 'Records what came of a booked proposal.', description: 'The release ends with it.' })
  @Changes(both)
  end(@CurrentTarget() target: Target, @Body() { how }: EndDto) {
    return this.store.change(target, end(how));
  }

  @Get()
  @ApiOperation({ summary: "Lists the proposals that one's own organisation made or received." })
  @Reads(both, ProposalPage)
  @ShowsPersons('proposal', theirPersons)
  page(@Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return this.store.list(query, actor, (state, head) => redactFor(proposalEventOf(state, head), actor));
  }

  @Get(':id')
  @ApiOperation({ summary: 'Shows a proposal with the match that it rests on.' })
  @Reads(both, ProposalDetails)
  @ShowsPersons('proposal', itsPerson)
  get(@IdParam() id: string, @CurrentActor() actor: Actor) {
    return this.proposals.show(id, actor);
  }

  @Post(':id/recompute')
  @ApiOperation({
    summary: 'Computes the match of a proposal again from what was known then.',
    description: 'The answer says whether it is the same, byte for byte.',
  })
  @Does({ officer: 'own', coordinator: 'own', administrator: 'any' }, Recomputed)
  @ShowsPersons<{ kept: { candidate: string } }>('oversight', ({ kept }) => [kept.candidate])
  recompute(@IdParam() id: string, @CurrentActor() actor: Actor) {
    return this.proposals.recompute(id, actor);
  }
}
