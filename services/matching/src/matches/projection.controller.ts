import { Allow } from '@lotsen/access';
import { ListHash as ListHashAnswer, ProjectionState, Rebuilding } from '@lotsen/api';
import { ConsumerGroup } from '@lotsen/messaging';
import { Answers, patient, Reread } from '@lotsen/platform';
import { Controller, Get, HttpCode, Logger, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
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
    private readonly lists: ListHash,
  ) {}

  /** What the projection holds, and how much of the log it has not read. */
  @Get()
  @Answers(200, ProjectionState)
  async state() {
    return { rebuilding: this.reread.running, held: this.facts.counts(), lag: await this.group.lag() };
  }

  /** One hash over every list: two projections with the same hash give the same answers. */
  @Get('hash')
  @Answers(200, ListHashAnswer)
  async hash(@Res({ passthrough: true }) response: Response) {
    patient(response);
    return this.lists.compute();
  }

  /** Starts to empty the projection and to fill it from the log; ask the state for how far it is. */
  @Post('rebuild')
  @HttpCode(202)
  @Answers(202, Rebuilding)
  async rebuild() {
    if (!this.reread.running) {
      this.reread.run().catch((error: Error) => new Logger('projection').error(`The rebuild failed: ${error.message}`));
    }
    return { rebuilding: true };
  }
}
