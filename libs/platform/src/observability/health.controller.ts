import { Public } from '@lotsen/access';
import type { Transport } from '@lotsen/messaging';
import { Controller, Get, Inject, ServiceUnavailableException } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { ChangeFeed } from '../background/index.js';
import { TRANSPORT } from '../tokens.js';
import { within } from '../within.js';
import { Readiness } from './readiness.js';

const patienceMs = 2000;

/** Public, because orchestrators send no token. It shows only which parts of the service answer. */
@ApiTags('health')
@Controller('health')
@Public()
export class HealthController {
  constructor(
    private readonly source: DataSource,
    private readonly readiness: Readiness,
    private readonly feed: ChangeFeed,
    @Inject(TRANSPORT) private readonly transport: Transport,
  ) {}

  @Get('live')
  @ApiOperation({
    summary: 'Says that the process answers.',
    description: 'A process that does not answer is started again.',
  })
  live() {
    return { status: 'ok' };
  }

  @Get('ready')
  @ApiOperation({
    summary: 'Says whether requests may come.',
    description:
      'They may when the database answers, the log was read as far as it went at the start, memory follows the database, the engine of matching answers, and no stop has begun. A log that is away keeps nobody out: changes wait in the outbox, and lists are answered from what is known. It is shown.',
  })
  async ready() {
    if (this.readiness.stopping) throw new ServiceUnavailableException(stopping);
    if (!(await answers(this.source.query('SELECT 1')))) throw new ServiceUnavailableException(databaseAway);
    if (!this.readiness.checksPass) throw new ServiceUnavailableException(partAway);
    await this.feed.assertFresh();
    const log = await answers(this.transport.ping());
    if (!(await this.readiness.hasCaughtUp())) throw new ServiceUnavailableException(catchingUp);
    return { status: 'ok', log: log ? 'ok' : 'away' };
  }
}

const answers = (work: Promise<unknown>): Promise<boolean> =>
  within(patienceMs, work).then(
    () => true,
    () => false,
  );

const databaseAway = {
  code: 'database-away',
  detail: { sv: 'Databasen svarar inte.', en: 'The database does not answer.' },
};
const partAway = {
  code: 'engine-away',
  detail: { sv: 'Matchningsmotorn svarar inte.', en: 'The matching engine does not answer.' },
};
const stopping = {
  code: 'stopping',
  detail: { sv: 'Tjänsten håller på att stanna.', en: 'The service is stopping.' },
};
const catchingUp = {
  code: 'catching-up',
  detail: {
    sv: 'Tjänsten läser fortfarande in det som redan har hänt.',
    en: 'The service is still reading what has already happened.',
  },
  hint: { sv: 'Vänta.', en: 'Wait.' },
};
