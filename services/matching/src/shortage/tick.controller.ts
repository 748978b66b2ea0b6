import { Allow } from '@lotsen/access';
import { Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { EngineHost } from '../engine-host/engine-host.js';

@ApiTags('shortage')
@Controller('v1/matching/tick')
export class TickController {
  constructor(private readonly engine: EngineHost) {}

  /** Publishes today's figures now, without waiting for tomorrow's tick. */
  @Post()
  @HttpCode(200)
  @Allow('administrator')
  async tick() {
    const figures = await this.engine.tick();
    return { asOf: this.engine.context.asOf, occupations: Object.keys(figures).length };
  }
}
