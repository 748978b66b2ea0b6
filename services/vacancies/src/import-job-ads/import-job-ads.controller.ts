import { type Actor, CurrentActor } from '@lotsen/access';
import { ImportSummary } from '@lotsen/api';
import { Does, languageOf, stalled, withoutTimeLimit } from '@lotsen/platform';
import { Controller, HttpException, Post, Query, Req, Res, UnsupportedMediaTypeException } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { Request, Response } from 'express';
import { ImportJobAds } from './import-job-ads.js';
import { Stalled, steadily } from './lines-of.js';

const stalledAfterMs = 10_000;

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
  constructor(private readonly jobAds: ImportJobAds) {}

  @Post()
  @ApiOperation({
    summary: "Imports job ads in JobTech's format, one JSON object a line.",
    description: 'Any number of ads; the answer says what came of each.',
  })
  @Does({ officer: 'own', administrator: 'own' }, ImportSummary)
  @ApiConsumes('application/x-ndjson')
  @ApiBody({ schema: { type: 'string' } })
  async run(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @CurrentActor() actor: Actor,
    @Query() { past }: ImportQuery,
  ) {
    if (!request.is('application/x-ndjson')) {
      throw new UnsupportedMediaTypeException({
        code: 'not-ndjson',
        detail: {
          sv: 'Skicka annonserna som rader av JSON med Content-Type: application/x-ndjson.',
          en: 'Send the ads as lines of JSON with Content-Type: application/x-ndjson.',
        },
      });
    }
    withoutTimeLimit(response);
    const language = languageOf(request.headers['accept-language']);
    const summary = await this.jobAds
      .run(steadily(request, stalledAfterMs), actor, past === 'open')
      .catch((error: Error) => {
        throw error instanceof Stalled ? new HttpException(stalled, stalled.status) : error;
      });
    return { ...summary, rejected: summary.rejected.map((row) => ({ ...row, message: row.message[language] })) };
  }
}
