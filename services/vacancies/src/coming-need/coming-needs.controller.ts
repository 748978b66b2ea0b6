import { type Actor, CurrentActor, everyRole } from '@lotsen/access';
import { ComingNeed, ComingNeedPage } from '@lotsen/api';
import { headed } from '@lotsen/persistence';
import {
  Changes,
  ConceptField,
  Creates,
  CurrentOrigin,
  CurrentTarget,
  DayField,
  IdParam,
  MunicipalityField,
  NumberField,
  type Origin,
  PageQuery,
  Reads,
  type Target,
  YesNoField,
} from '@lotsen/platform';
import { Reference } from '@lotsen/reference';
import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { type ComingNeedContent, change, meet, report, withdraw } from './coming-need.js';
import { ComingNeedStore } from './coming-need.store.js';

export class ComingNeedDto {
  @ConceptField('An occupation name of the JobTech taxonomy, or an SSYK group.')
  occupation!: string;

  @ApiProperty({ pattern: '^\\d{2}$', example: '24', description: "SCB's code of the county." })
  @Matches(/^\d{2}$/u)
  county!: string;

  @MunicipalityField({ optional: true })
  place?: string;

  @NumberField(1, 100_000, { description: 'How many will be needed.' })
  number!: number;

  @DayField()
  from!: string;

  @YesNoField('Plainly demo data.')
  demo?: boolean;
}

const contentOf = (dto: ComingNeedDto, reference: Reference): ComingNeedContent => ({
  occupation: dto.occupation,
  ssyk: reference.ssykOf(dto.occupation) ?? null,
  county: dto.county,
  place: dto.place ?? null,
  number: dto.number,
  from: dto.from,
  demo: dto.demo ?? false,
});

/** Employers, officers, and the analysts of sector councils and regions. */
const reporters = { employer: 'own', analyst: 'own', officer: 'own' } as const;

@ApiTags('coming needs')
@Controller('v1/vacancies/coming-needs')
export class ComingNeedsController {
  constructor(
    private readonly needs: ComingNeedStore,
    private readonly reference: Reference,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Reports how many people will be needed in an occupation, and from when.' })
  @Creates(reporters)
  report(@Body() dto: ComingNeedDto, @CurrentOrigin() origin: Origin) {
    const content = contentOf(dto, this.reference);
    return this.needs.create(origin, report(content, origin.actor.organisation, this.reference));
  }

  @Put(':id')
  @ApiOperation({ summary: 'Changes a coming need.' })
  @Changes(reporters)
  change(@CurrentTarget() target: Target, @Body() dto: ComingNeedDto) {
    return this.needs.change(target, change(contentOf(dto, this.reference), this.reference));
  }

  @Post(':id/meet')
  @ApiOperation({ summary: 'Marks a coming need as met.' })
  @Changes(reporters)
  meet(@CurrentTarget() target: Target) {
    return this.needs.change(target, meet);
  }

  @Post(':id/withdraw')
  @ApiOperation({ summary: 'Withdraws a coming need.' })
  @Changes(reporters)
  withdraw(@CurrentTarget() target: Target) {
    return this.needs.change(target, withdraw);
  }

  @Get()
  @ApiOperation({ summary: 'Lists coming needs.' })
  @Reads(everyRole('any'), ComingNeedPage)
  page(@Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return this.needs.list(query, actor, headed);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Shows a coming need.' })
  @Reads(everyRole('any'), ComingNeed)
  get(@IdParam() id: string, @CurrentActor() actor: Actor) {
    return this.needs.show(id, actor, headed);
  }
}
