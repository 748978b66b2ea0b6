import { type Actor, Allow, CurrentActor } from '@lotsen/access';
import { MatchStreamEvent } from '@lotsen/api';
import { Answers, IdField, withoutTimeLimit } from '@lotsen/platform';
import { Controller, type MessageEvent, Query, Res, Sse } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Observable } from 'rxjs';
import { ListStreams } from './list-streams.js';

export class StreamQuery {
  @IdField('vacancy', { optional: true, description: 'The candidates who fit this vacancy.' })
  vacancy?: string;

  @IdField('placement', { optional: true, description: 'The candidates who fit this placement.' })
  placement?: string;

  @IdField('person', { optional: true, description: "The person's list of vacancies." })
  candidate?: string;
}

@ApiTags('matches')
@Controller('v1/matching/stream')
export class StreamController {
  constructor(private readonly streams: ListStreams) {}

  @Sse()
  @ApiOperation({
    summary: 'Streams a list: now, and whenever it has changed.',
    description:
      'Where what the list is of is gone (withdrawn, paused, erased), a `gone` event says so; the stream stays open.',
  })
  @Allow({ officer: 'shared' })
  @ApiProduces('text/event-stream')
  @Answers(200, MatchStreamEvent, 'text/event-stream')
  async stream(
    @Query() query: StreamQuery,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Observable<MessageEvent>> {
    const stream = await this.streams.open(query, actor, response);
    withoutTimeLimit(response);
    return stream;
  }
}
