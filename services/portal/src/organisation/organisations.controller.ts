import { type Actor, CurrentActor, everyRole } from '@lotsen/access';
import { Organisation, OrganisationPage } from '@lotsen/api';
import { headed } from '@lotsen/persistence';
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
import { NewOrganisationDto, OrganisationDto, organisationContentOf } from './organisation.dto.js';
import { change, close, register, reopen } from './organisation.js';
import { OrganisationStore } from './organisation.store.js';

/** Everyone who takes part may see the organisations. Only an administrator records what an organisation is. */
@ApiTags('organisations')
@Controller('v1/portal/organisations')
export class OrganisationsController {
  constructor(
    private readonly organisations: OrganisationStore,
    private readonly reference: Reference,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Registers an organisation.' })
  @Creates({ administrator: 'any' })
  register(@Body() dto: NewOrganisationDto, @CurrentOrigin() origin: Origin) {
    const decide = register(organisationContentOf(dto), this.reference);
    return this.organisations.create(origin, decide, dto.id ? { id: dto.id } : {});
  }

  @Put(':id')
  @ApiOperation({ summary: 'Changes what is said of an organisation, and its workplaces.' })
  @Changes({ administrator: 'any' })
  change(@CurrentTarget() target: Target, @Body() dto: OrganisationDto) {
    return this.organisations.change(target, change(organisationContentOf(dto), this.reference));
  }

  @Post(':id/close')
  @ApiOperation({ summary: 'Closes an organisation: its people can do nothing any more.' })
  @Changes({ administrator: 'any' })
  close(@CurrentTarget() target: Target) {
    return this.organisations.change(target, close);
  }

  @Post(':id/reopen')
  @ApiOperation({ summary: 'Reopens a closed organisation.' })
  @Changes({ administrator: 'any' })
  reopen(@CurrentTarget() target: Target) {
    return this.organisations.change(target, reopen);
  }

  @Get()
  @ApiOperation({ summary: 'Lists the organisations.' })
  @Reads(everyRole('any'), OrganisationPage)
  page(@Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return this.organisations.list(query, actor, headed);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Shows an organisation.' })
  @Reads(everyRole('any'), Organisation)
  get(@IdParam() id: string, @CurrentActor() actor: Actor) {
    return this.organisations.show(id, actor, headed);
  }
}
