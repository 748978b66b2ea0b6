import { type Actor, CurrentActor, everyRole } from '@lotsen/access';
import { Placement, PlacementPage } from '@lotsen/api';
import {
  Changes,
  Creates,
  CurrentOrigin,
  CurrentTarget,
  IdParam,
  type Origin,
  PageQuery,
  Reads,
  type Target,
} from '@lotsen/platform';
import { Reference } from '@lotsen/reference';
import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { PlacementDto, placementContentOf } from './dto/placement.dto.js';
import { withdraw } from './placement.js';
import { PlacementStore, placementEventOf } from './placement.store.js';
import { Placements } from './placements.js';

const posters = { employer: 'own', officer: 'own', coordinator: 'own' } as const;

@ApiTags('placements')
@Controller('v1/placements')
export class PlacementsController {
  constructor(
    private readonly store: PlacementStore,
    private readonly placements: Placements,
    private readonly reference: Reference,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Posts a practice placement.' })
  @Creates(posters)
  post(@Body() dto: PlacementDto, @CurrentOrigin() origin: Origin) {
    return this.placements.post(origin, placementContentOf(dto, this.reference));
  }

  @Put(':id')
  @ApiOperation({ summary: 'Changes a practice placement.' })
  @Changes(posters)
  change(@CurrentTarget() target: Target, @Body() dto: PlacementDto) {
    return this.placements.change(target, placementContentOf(dto, this.reference));
  }

  @Post(':id/withdraw')
  @ApiOperation({ summary: 'Withdraws a practice placement.' })
  @Changes(posters)
  withdraw(@CurrentTarget() target: Target) {
    return this.store.change(target, withdraw);
  }

  @Get()
  @ApiOperation({ summary: 'Lists practice placements.' })
  @Reads(everyRole('any'), PlacementPage)
  page(@Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return this.store.list(query, actor, placementEventOf);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Shows a practice placement.' })
  @Reads(everyRole('any'), Placement)
  get(@IdParam() id: string, @CurrentActor() actor: Actor) {
    return this.store.show(id, actor, placementEventOf);
  }
}
