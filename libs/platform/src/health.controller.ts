import { Public } from '@lotsen/access';
import { Controller, Get, ServiceUnavailableException } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';

/** Public, for orchestrators carry no token; it tells nothing but yes or no. */
@ApiTags('health')
@Controller('health')
@Public()
export class HealthController {
  constructor(private readonly source: DataSource) {}

  @Get('live')
  live() {
    return { status: 'ok' };
  }

  @Get('ready')
  async ready() {
    try {
      await this.source.query('SELECT 1');
    } catch {
      throw new ServiceUnavailableException({
        code: 'database-away',
        detail: { sv: 'Databasen svarar inte.', en: 'The database does not answer.' },
      });
    }
    return { status: 'ok' };
  }
}
