import { Tick } from '@lotsen/api';
import { Does } from '@lotsen/platform';
import { Controller, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Calendar } from './calendar.js';
import { PublishedFigures } from './published-figures.js';

@ApiTags('shortage')
@Controller('v1/matching/tick')
export class TickController {
  constructor(
    private readonly calendar: Calendar,
    private readonly published: PublishedFigures,
  ) {}

  @Post()
  @ApiOperation({ summary: "Publishes today's figures now, without waiting for tomorrow's tick." })
  @Does({ administrator: 'any' }, Tick)
  async tick() {
    const figures = await this.calendar.tick();
    return { asOf: this.published.day, occupations: Object.keys(figures).length };
  }
}
