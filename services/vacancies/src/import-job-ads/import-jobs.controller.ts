import { type Actor, CurrentActor } from '@lotsen/access';
import { ImportJob, ImportJobList } from '@lotsen/api';
import { IdParam, Jobs, ShowsJobs } from '@lotsen/platform';
import { Controller, Get, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

const opened = { officer: 'own', administrator: 'any' } as const;

@ApiTags('jobs')
@Controller('v1/vacancies/jobs')
export class ImportJobsController {
  constructor(private readonly jobs: Jobs) {}

  @Get()
  @ApiOperation({
    summary: 'Lists the newest jobs.',
    description: 'An officer sees those that they have asked for, an administrator all. Jobs are kept for seven days.',
  })
  @ShowsJobs(opened, ImportJobList)
  list(@CurrentActor() actor: Actor) {
    return this.jobs.list(actor);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Shows how far a job is, and its result.' })
  @ShowsJobs(opened, ImportJob)
  show(@IdParam() id: string, @CurrentActor() actor: Actor) {
    return this.jobs.get(id, actor);
  }

  @Post(':id/cancel')
  @ApiOperation({ summary: 'Cancels a job.', description: 'What it has done stays done.' })
  @ShowsJobs(opened, ImportJob)
  cancel(@IdParam() id: string, @CurrentActor() actor: Actor) {
    return this.jobs.cancel(id, actor);
  }
}
