import { type Actor, Allow, CurrentActor } from '@lotsen/access';
import type { Idempotency } from '@lotsen/persistence';
import {
  answer,
  ChangeAnswer,
  Changes,
  Creates,
  IdempotencyKey,
  IdParam,
  IfMatch,
  PageQuery,
  tag,
} from '@lotsen/platform';
import { Reference } from '@lotsen/reference';
import { Body, Controller, Get, HttpCode, Post, Put, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { PlacementDto, placementContentOf } from './dto/placement.dto.js';
import { placementEventOf } from './placement.event.js';
import { PlacementsService } from './placements.service.js';

@ApiTags('placements')
@Controller('v1/placements')
export class PlacementsController {
  constructor(
    private readonly placements: PlacementsService,
    private readonly reference: Reference,
  ) {}

  @Post()
  @Allow('employer', 'officer', 'coordinator')
  @Creates()
  async post(
    @Body() dto: PlacementDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() idempotency: Idempotency | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ChangeAnswer> {
    return answer(response, await this.placements.post(placementContentOf(dto, this.reference), actor, idempotency));
  }

  @Put(':id')
  @Allow('employer', 'officer', 'coordinator')
  @Changes()
  async change(
    @IdParam() id: string,
    @IfMatch() ifMatch: number,
    @Body() dto: PlacementDto,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ChangeAnswer> {
    return answer(response, await this.placements.change(id, ifMatch, placementContentOf(dto, this.reference), actor));
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @Allow('employer', 'officer', 'coordinator')
  @Changes()
  async withdraw(
    @IdParam() id: string,
    @IfMatch() ifMatch: number,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ChangeAnswer> {
    return answer(response, await this.placements.withdraw(id, ifMatch, actor));
  }

  /** Who has places is no secret among those who work with them. */
  @Get()
  @Allow(
    'employer',
    'officer',
    'coordinator',
    'learning-centre',
    'counsellor',
    'supervisor',
    'analyst',
    'administrator',
  )
  async page(@Query() { limit, cursor }: PageQuery) {
    const page = await this.placements.store.page(cursor, limit);
    return { items: page.items.map((row) => placementEventOf(row.state, row)), next: page.next ?? null };
  }

  @Get(':id')
  @Allow(
    'employer',
    'officer',
    'coordinator',
    'learning-centre',
    'counsellor',
    'supervisor',
    'analyst',
    'administrator',
  )
  async get(@IdParam() id: string, @Res({ passthrough: true }) response: Response) {
    const row = await this.placements.store.get(id);
    tag(response, row);
    return placementEventOf(row.state, row);
  }
}
