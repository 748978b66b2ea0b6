import { type Actor, CurrentActor } from '@lotsen/access';
import { PlacementNeed, PlacementNeedPage } from '@lotsen/api';
import { placementKinds } from '@lotsen/contracts';
import { headed } from '@lotsen/persistence';
import {
  Changes,
  ConceptField,
  Creates,
  CurrentOrigin,
  CurrentTarget,
  DayField,
  IdParam,
  MunicipalityListField,
  NumberField,
  type Origin,
  PageQuery,
  Reads,
  type Target,
  TextField,
  WordField,
  YesNoField,
} from '@lotsen/platform';
import { Reference } from '@lotsen/reference';
import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { kinds } from '../kinds.js';
import { change, meet, type NeedContent, report, withdraw } from './need.js';
import { NeedStore } from './need.store.js';

export class NeedDto {
  @TextField(300)
  title!: string;

  @WordField(placementKinds)
  kind!: (typeof placementKinds)[number];

  @ConceptField('An occupation name of the JobTech taxonomy, or an SSYK group.')
  occupation!: string;

  @MunicipalityListField(50, { optional: false })
  places!: string[];

  @NumberField(1, 1000)
  number!: number;

  @DayField()
  start!: string;

  @DayField()
  end!: string;

  @NumberField(1, 3, { optional: true, description: "Training step of the supervisors; left out: the kind's." })
  supervisorStep?: number;

  @YesNoField('Plainly demo data.')
  demo?: boolean;
}

const contentOf = (dto: NeedDto, reference: Reference): NeedContent => ({
  title: dto.title,
  kind: dto.kind,
  occupation: dto.occupation,
  ssyk: reference.ssykOf(dto.occupation) ?? null,
  places: dto.places,
  number: dto.number,
  start: dto.start,
  end: dto.end,
  supervisorStep: dto.supervisorStep ?? kinds[dto.kind].supervisorStep,
  demo: dto.demo ?? false,
});

const schools = { 'learning-centre': 'own', coordinator: 'own' } as const;

@ApiTags('placement needs')
@Controller('v1/placements/needs')
export class NeedsController {
  constructor(
    private readonly needs: NeedStore,
    private readonly reference: Reference,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Reports how many practice placements a school needs.' })
  @Creates(schools)
  report(@Body() dto: NeedDto, @CurrentOrigin() origin: Origin) {
    const content = contentOf(dto, this.reference);
    return this.needs.create(origin, report(content, origin.actor.organisation, this.reference));
  }

  @Put(':id')
  @ApiOperation({ summary: 'Changes a need of placements.' })
  @Changes(schools)
  change(@CurrentTarget() target: Target, @Body() dto: NeedDto) {
    return this.needs.change(target, change(contentOf(dto, this.reference), this.reference));
  }

  @Post(':id/meet')
  @ApiOperation({ summary: 'Marks a need of placements as met.' })
  @Changes(schools)
  meet(@CurrentTarget() target: Target) {
    return this.needs.change(target, meet);
  }

  @Post(':id/withdraw')
  @ApiOperation({ summary: 'Withdraws a need of placements.' })
  @Changes(schools)
  withdraw(@CurrentTarget() target: Target) {
    return this.needs.change(target, withdraw);
  }

  @Get()
  @ApiOperation({
    summary: 'Lists needs of placements.',
    description: 'A coordinator sees those of all organisations of their groups.',
  })
  @Reads({ 'learning-centre': 'own', coordinator: 'shared', analyst: 'any' }, PlacementNeedPage)
  page(@Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return this.needs.list(query, actor, headed);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Shows a need of placements.' })
  @Reads({ 'learning-centre': 'own', coordinator: 'shared', analyst: 'any' }, PlacementNeed)
  get(@IdParam() id: string, @CurrentActor() actor: Actor) {
    return this.needs.show(id, actor, headed);
  }
}
