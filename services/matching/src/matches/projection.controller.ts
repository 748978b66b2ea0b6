import { type Actor, Allow, CurrentActor } from '@lotsen/access';
import { ListHash as ListHashAnswer, MatchingJob, ProjectionState } from '@lotsen/api';
import { ConsumerGroup } from '@lotsen/messaging';
import { Answers, Jobs, Reread, StartsJob } from '@lotsen/platform';
import { Controller, Get, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { FactBase } from '../facts/fact-base.js';
import { ListHash } from './list-hash.js';

@ApiTags('projection')
@Controller('v1/matching/projection')
@Allow({ administrator: 'any' })
export class ProjectionController {
  constructor(
    private readonly reread: Reread,
    private readonly facts: FactBase,
    private readonly group: ConsumerGroup,
    private readonly hashes: ListHash,
    private readonly jobs: Jobs,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Shows what the projection holds, and how much of the log it has not read.' })
  @Answers(200, ProjectionState)
  async state() {
    return { rebuilding: this.reread.running, held: this.facts.counts(), lag: await this.group.lag() };
  }

  @Get('hash')
  @ApiOperation({
    summary: 'Computes one hash over all facts.',
    description: 'Two projections of one release with the same hash give the same answers.',
  })
  @Answers(200, ListHashAnswer)
  hash() {
    return this.hashes.ofFacts();
  }

  @Post('hash')
  @ApiOperation({
    summary: 'Computes one hash over all lists.',
    description: 'It can be compared with that of another release. A region takes minutes.',
  })
  @StartsJob({ administrator: 'any' }, MatchingJob)
  hashOfLists(@CurrentActor() actor: Actor) {
    return this.jobs.start('hash', actor);
  }

  @Post('rebuild')
  @ApiOperation({
    summary: 'Rebuilds the projection from the log.',
    description: 'It is emptied first, so the job cannot be cancelled.',
  })
  @StartsJob({ administrator: 'any' }, MatchingJob)
  rebuild(@CurrentActor() actor: Actor) {
    return this.jobs.start('rebuild', actor);
  }
}
