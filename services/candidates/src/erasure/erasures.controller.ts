import { Erasure, ErasureList } from '@lotsen/api';
import { Refused } from '@lotsen/persistence';
import { IdParam, Reads } from '@lotsen/platform';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Erasures } from './erasures.js';

/** Shows the progress of each erasure: every service that holds personal data gives a receipt. */
@ApiTags('erasures')
@Controller('v1/candidates/erasures')
export class ErasuresController {
  constructor(private readonly erasures: Erasures) {}

  @Get()
  @ApiOperation({ summary: 'Lists the erasures that were requested, the newest first.' })
  @Reads({ administrator: 'any' }, ErasureList)
  async list() {
    return { items: await this.erasures.list() };
  }

  @Get(':id')
  @ApiOperation({ summary: 'Shows how far the erasure of a person is: which services have confirmed it.' })
  @Reads({ administrator: 'any' }, Erasure)
  async get(@IdParam() id: string) {
    const found = await this.erasures.find(id);
    if (found) return found;
    throw new Refused({
      code: 'not-found',
      status: 404,
      detail: { sv: 'Ingen radering av det id:t har begärts.', en: 'No erasure of that id was asked for.' },
    });
  }
}
