import { type Actor, CurrentActor, everyRole } from '@lotsen/access';
import { Placement, PlacementPage } from '@lotsen/api';
import {
  Changes,
  Creates,
  CurrentOrigin,
  CurrentTarget,
  IdParam,
  Organisations,
  type Origin,
  PageQuery,
  Reads,
  type Target,
} from '@lotsen/platform';
import { Reference } from '@lotsen/reference';
import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { PlacementDto, placementContentOf } from './dto/placement.dto.js';
import { change, post, withdraw } from './placement.js';
import { PlacementStore, placementEventOf } from './placement.store.js';
import { PlacementRoom } from './room.js';

const posters = { employer: 'own', officer: 'own', coordinator: 'own' } as const;

@ApiTags('placements')
@Controller('v1/placements')
export class PlacementsController {
  constructor(
    private readonly placements: PlacementStore,
    private readonly room: PlacementRoom,
    private readonly source: DataSource,
    private readonly organisations: Organisations,
    private readonly reference: Reference,
  ) {}

  @Post()
  @Creates(posters)
  async post(@Body() dto: PlacementDto, @CurrentOrigin() origin: Origin) {
    this.organisations.assertWorkplace(dto.workplace, origin.actor.organisation);
    const content = placementContentOf(dto, this.reference);
    const supervisors = await this.room.supervisorsHere(this.source.manager, content.supervisors);
    return this.placements.create(origin, post(content, origin.actor.organisation, supervisors, this.reference));
  }

  @Put(':id')
  @Changes(posters)
  async change(@CurrentTarget() target: Target, @Body() dto: PlacementDto) {
    this.organisations.assertWorkplace(dto.workplace, target.actor.organisation);
    const content = placementContentOf(dto, this.reference);
    const supervisors = await this.room.supervisorsHere(this.source.manager, content.supervisors);
    return this.placements.change(target, change(content, supervisors, this.reference));
  }

  @Post(':id/withdraw')
  @Changes(posters)
  withdraw(@CurrentTarget() target: Target) {
    return this.placements.change(target, withdraw);
  }

  @Get()
  @Reads(everyRole('any'), PlacementPage)
  page(@Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return this.placements.list(query, actor, placementEventOf);
  }

  @Get(':id')
  @Reads(everyRole('any'), Placement)
  get(@IdParam() id: string, @CurrentActor() actor: Actor) {
    return this.placements.show(id, actor, placementEventOf);
  }
}
