import { type Actor, CurrentActor } from '@lotsen/access';
import { ImportJob } from '@lotsen/api';
import { Jobs, StartsJob, withoutTimeLimit } from '@lotsen/platform';
import { Controller, Post, Query, Req, Res, UnsupportedMediaTypeException } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { Request, Response } from 'express';
import { ImportJobAds } from './import-job-ads.js';

export class ImportQuery {
  @ApiProperty({
    required: false,
    enum: ['open'],
    description: 'open: archived ads are matched as if their last application day had not passed.',
  })
  @IsOptional()
  @IsIn(['open'])
  past?: 'open';
}

@ApiTags('vacancies')
@Controller('v1/vacancies/import')
export class ImportJobAdsController {
  constructor(private readonly jobs: Jobs) {}

  @Post()
  @ApiOperation({
    summary: "Imports job ads in JobTech's format, one JSON object a line.",
    description: 'Any number of ads, of half a gigabyte at most. The result of the job says what came of each.',
  })
  @StartsJob({ officer: 'own', administrator: 'own' }, ImportJob)
  @ApiConsumes('application/x-ndjson')
  @ApiBody({ schema: { type: 'string' } })
  start(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @CurrentActor() actor: Actor,
    @Query() { past }: ImportQuery,
  ) {
    const isPlain = ['identity', undefined].includes(request.headers['content-encoding']);
    if (!request.is('application/x-ndjson') || !isPlain) {
      throw new UnsupportedMediaTypeException({
        code: 'not-ndjson',
        detail: {
          sv: 'Skicka annonserna som rader av JSON med Content-Type: application/x-ndjson, inte komprimerade.',
          en: 'Send the ads as lines of JSON with Content-Type: application/x-ndjson, not compressed.',
        },
      });
    }
    withoutTimeLimit(response);
    return this.jobs.startWith(ImportJobAds.kind, actor, { pastAsOpen: past === 'open' }, request);
  }
}
