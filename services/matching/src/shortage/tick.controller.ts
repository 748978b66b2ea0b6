import { Tick } from '@lotsen/api';
import { Does } from '@lotsen/platform';
import { Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { EngineHost } from '../engine-host/engine-host.js';

@ApiTags('shortage')
@Controller('v1/matching/tick')
export class TickController {
  constructor(private readonly engine: EngineHost) {}

  /** Publishes today's figures now, without waiting for tomorrow's tick. */
  @Post()
  @Does({ administrator: 'any' }, Tick)
  async tick() {
    const figures = await this.engine.tick();
    return { asOf: this.engine.context.asOf, occupations: Object.keys(figures).length };
  }
}
