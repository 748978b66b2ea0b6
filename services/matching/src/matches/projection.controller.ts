import { Allow } from '@lotsen/access';
import { ListHash as ListHashAnswer, ProjectionState, Rebuilding } from '@lotsen/api';
import { ConsumerGroup } from '@lotsen/messaging';
import { Answers, Reread, withoutTimeLimit } from '@lotsen/platform';
import { Controller, Get, HttpCode, Logger, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { Response } from 'express';
import { FactBase } from '../facts/fact-base.js';
import { ListHash } from './list-hash.js';

const hashed = ['facts', 'lists'] as const;

class HashQuery {
  @ApiProperty({ required: false, enum: hashed, default: 'facts', description: 'What is hashed.' })
  @IsOptional()
  @IsIn(hashed)
  of: (typeof hashed)[number] = 'facts';
}

@ApiTags('projection')
@Controller('v1/matching/projection')
@Allow({ administrator: 'any' })
export class ProjectionController {
  constructor(
    private readonly reread: Reread,
    private readonly facts: FactBase,
    private readonly group: ConsumerGroup,
    private readonly lists: ListHash,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Shows what the projection holds, and how much of the log it has not read.' })
  @Answers(200, ProjectionState)
  async state() {
    return { rebuilding: this.reread.running, held: this.facts.counts(), lag: await this.group.lag() };
  }

  @Get('hash')
  @ApiOperation({
    summary: 'Computes one hash, over all facts or over all lists.',
    description:
      'Two projections of one release with the same hash give the same answers. Over the facts it is quick. Over the lists it can take minutes, can be compared with that of another release, and ends when the client leaves.',
  })
  @Answers(200, ListHashAnswer)
  async hash(@Query() { of }: HashQuery, @Res({ passthrough: true }) response: Response) {
    if (of === 'facts') return this.lists.ofFacts();
    withoutTimeLimit(response);
    return this.lists.ofLists();
  }

  @Post('rebuild')
  @ApiOperation({
    summary: 'Starts to rebuild the projection from the log.',
    description: 'It is emptied first. The state of the projection shows how far it is.',
  })
  @HttpCode(202)
  @Answers(202, Rebuilding)
  async rebuild() {
    if (!this.reread.running) {
      this.reread.run().catch((error: Error) => new Logger('projection').error(`The rebuild failed: ${error.message}`));
    }
    return { rebuilding: true };
  }
}
