import { type Actor, CurrentActor } from '@lotsen/access';
import { MatchingJob } from '@lotsen/api';
import { Jobs, NumberField, StartsJob, WordField } from '@lotsen/platform';
import { type ModelVersion, modelVersions } from '@lotsen/reference';
import { Body, Controller, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

export class ComparisonDto {
  @WordField(modelVersions, { description: 'The version to compare with.' })
  with!: ModelVersion;

  @NumberField(1, 1000, { optional: true, description: 'Of how many vacancies at most: 100 unless given.' })
  limit?: number;
}

@ApiTags('projection')
@Controller('v1/matching/models')
export class ModelsController {
  constructor(private readonly jobs: Jobs) {}

  @Post('comparison')
  @ApiOperation({
    summary: 'Compares the lists with those of another version of the model.',
    description: 'On the same facts. It names no person. Pairs are assessed twice each, so a region takes minutes.',
  })
  @StartsJob({ administrator: 'any' }, MatchingJob)
  compare(@Body() { with: version, limit = 100 }: ComparisonDto, @CurrentActor() actor: Actor) {
    return this.jobs.start('comparison', actor, { with: version, limit });
  }
}
