import { type Actor, CurrentActor } from '@lotsen/access';
import { MatchingJob, MatchingJobList } from '@lotsen/api';
import { IdParam, Jobs, ShowsJobs } from '@lotsen/platform';
import { Controller, Get, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

const opened = { administrator: 'any' } as const;

@ApiTags('jobs')
@Controller('v1/matching/jobs')
export class MatchingJobsController {
  constructor(private readonly jobs: Jobs) {}

  @Get()
  @ApiOperation({
    summary: 'Lists the newest jobs.',
    description: 'Of all administrators. Jobs are kept for seven days.',
  })
  @ShowsJobs(opened, MatchingJobList)
  list(@CurrentActor() actor: Actor) {
    return this.jobs.list(actor);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Shows how far a job is, and its result.' })
  @ShowsJobs(opened, MatchingJob)
  show(@IdParam() id: string, @CurrentActor() actor: Actor) {
    return this.jobs.get(id, actor);
  }

  @Post(':id/cancel')
  @ApiOperation({ summary: 'Cancels a job.', description: 'What it has done stays done.' })
  @ShowsJobs(opened, MatchingJob)
  cancel(@IdParam() id: string, @CurrentActor() actor: Actor) {
    return this.jobs.cancel(id, actor);
  }
}
