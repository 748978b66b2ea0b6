import { timingSafeEqual } from 'node:crypto';
import { Public } from '@lotsen/access';
import type { Telemetry } from '@lotsen/messaging';
import { Controller, ForbiddenException, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiExcludeController, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Settings } from '../settings/index.js';
import { SETTINGS, TELEMETRY } from '../tokens.js';

const loopback = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/u;

/**
 * For a Prometheus that scrapes. It has to send the token of the settings; if none is set, it has to run on this
 * machine. The token of a user is refused, because a scraper is no user.
 */
@ApiExcludeController()
@ApiTags('health')
@Controller('metrics')
@Public()
export class MetricsController {
  constructor(
    @Inject(TELEMETRY) private readonly telemetry: Telemetry,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Shows the metrics of the service, for a Prometheus that scrapes them.' })
  async metrics(@Req() request: Request, @Res() response: Response) {
    if (!mayScrape(request, this.settings.metricsToken)) throw new ForbiddenException(notForYou);
    response.type(this.telemetry.metrics.contentType).send(await this.telemetry.metrics.metrics());
  }
}

function mayScrape({ headers, socket }: Request, token: string | undefined): boolean {
  if (token === undefined) return loopback.test(socket.remoteAddress ?? '') && headers['x-forwarded-for'] === undefined;
  const [given, wanted] = [Buffer.from(headers.authorization ?? ''), Buffer.from(`Bearer ${token}`)];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

const notForYou = {
  code: 'not-a-scraper',
  detail: {
    sv: 'Mätvärdena lämnas bara till den som visar LOTSEN_METRICS_TOKEN, eller till den egna maskinen där ingen är satt.',
    en: 'Metrics are given to whoever shows LOTSEN_METRICS_TOKEN, or to this machine itself where none is set.',
  },
};
