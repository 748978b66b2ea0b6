import { type Actor, CurrentActor } from '@lotsen/access';
import { MatchingJob } from '@lotsen/api';
import { Jobs, StartsJob } from '@lotsen/platform';
import { Controller, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

@ApiTags('shortage')
@Controller('v1/matching/tick')
export class TickController {
  constructor(private readonly jobs: Jobs) {}

  @Post()
  @ApiOperation({ summary: "Publishes today's figures now, without waiting for tomorrow's tick." })
  @StartsJob({ administrator: 'any' }, MatchingJob)
  tick(@CurrentActor() actor: Actor) {
    return this.jobs.start('tick', actor);
  }
}
