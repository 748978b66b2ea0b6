import { Allow } from '@lotsen/access';
import { ModelComparison } from '@lotsen/api';
import type { MatchingEngine } from '@lotsen/matching-engine';
import { Answers, SETTINGS, type Settings, withoutTimeLimit } from '@lotsen/platform';
import { loadModel, type ModelVersion, modelVersions } from '@lotsen/reference';
import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import type { Response } from 'express';
import { ENGINE } from '../engine/engine.js';
import { Targets } from './targets.js';

class CompareQuery {
  @ApiProperty({
    required: false,
    enum: modelVersions,
    default: modelVersions[0],
    description: 'The version to compare with.',
  })
  @IsOptional()
  @IsIn(modelVersions)
  with: ModelVersion = modelVersions[0];

  @ApiProperty({
    required: false,
    type: 'integer',
    minimum: 1,
    maximum: 1000,
    default: 100,
    description: 'Of how many vacancies at most.',
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  limit: number = 100;
}

@ApiTags('projection')
@Controller('v1/matching/models')
@Allow({ administrator: 'any' })
export class ModelsController {
  constructor(
    @Inject(ENGINE) private readonly engine: MatchingEngine,
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly targets: Targets,
  ) {}

  @Get('comparison')
  @ApiOperation({
    summary: 'Compares the lists with those of another version of the model.',
    description: 'On the same facts. It names no person. Pairs are assessed twice each, so a region takes minutes.',
  })
  @Answers(200, ModelComparison)
  async compare(@Query() query: CompareQuery, @Res({ passthrough: true }) response: Response) {
    withoutTimeLimit(response);
    const from = loadModel(this.settings.referenceFolder, query.with);
    const { frame, mostChanged, ...compared } = await this.engine.compareModels(from, query.limit);
    return {
      ...frame,
      from: from.version,
      ...compared,
      mostChanged: mostChanged.map(({ kind, id, shared, of }) => ({ ...this.targets.about({ kind, id }), shared, of })),
    };
  }
}
