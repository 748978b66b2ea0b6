import { createInterface } from 'node:readline';
import { type Actor, Allow, CurrentActor } from '@lotsen/access';
import { languageOf } from '@lotsen/platform';
import { Controller, HttpCode, Post, Req, UnsupportedMediaTypeException } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { ImportJobAds } from './import-job-ads.js';

@ApiTags('vacancies')
@Controller('v1/vacancies/import')
export class ImportJobAdsController {
  constructor(private readonly jobAds: ImportJobAds) {}

  /** Takes ads in JobTech's format, one JSON object a line, of any number; answers with what came of each. */
  @Post()
  @HttpCode(200)
  @Allow('officer', 'administrator')
  @ApiConsumes('application/x-ndjson')
  @ApiBody({ schema: { type: 'string' } })
  async run(@Req() request: Request, @CurrentActor() actor: Actor) {
    if (!request.is('application/x-ndjson')) {
      throw new UnsupportedMediaTypeException({
        code: 'not-ndjson',
        detail: {
          sv: 'Skicka annonserna som rader av JSON med Content-Type: application/x-ndjson.',
          en: 'Send the ads as lines of JSON with Content-Type: application/x-ndjson.',
        },
      });
    }
    const language = languageOf(request.headers['accept-language']);
    const lines = createInterface({ input: request, crlfDelay: Number.POSITIVE_INFINITY });
    const summary = await this.jobAds.run(lines, actor);
    return { ...summary, rejected: summary.rejected.map((row) => ({ ...row, message: row.message[language] })) };
  }
}
