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
import { ApiTags } from '@nestjs/swagger';
import { NewOrganisationDto, OrganisationDto, organisationContentOf } from './organisation.dto.js';
import { change, close, register, reopen } from './organisation.js';
import { OrganisationStore } from './organisation.store.js';

/** Who takes part is no secret among those who do; what an organisation is, an administrator says. */
@ApiTags('organisations')
@Controller('v1/portal/organisations')
export class OrganisationsController {
  constructor(
    private readonly organisations: OrganisationStore,
    private readonly reference: Reference,
  ) {}

  @Post()
  @Creates({ administrator: 'any' })
  register(@Body() dto: NewOrganisationDto, @CurrentOrigin() origin: Origin) {
    const decide = register(organisationContentOf(dto), this.reference);
    return this.organisations.create(origin, decide, dto.id ? { id: dto.id } : {});
  }

  @Put(':id')
  @Changes({ administrator: 'any' })
  change(@CurrentTarget() target: Target, @Body() dto: OrganisationDto) {
    return this.organisations.change(target, change(organisationContentOf(dto), this.reference));
  }

  @Post(':id/close')
  @Changes({ administrator: 'any' })
  close(@CurrentTarget() target: Target) {
    return this.organisations.change(target, close);
  }

  @Post(':id/reopen')
  @Changes({ administrator: 'any' })
  reopen(@CurrentTarget() target: Target) {
    return this.organisations.change(target, reopen);
  }

  @Get()
  @Reads(everyRole('any'), OrganisationPage)
  page(@Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return this.organisations.list(query, actor, headed);
  }

  @Get(':id')
  @Reads(everyRole('any'), Organisation)
  get(@IdParam() id: string, @CurrentActor() actor: Actor) {
    return this.organisations.show(id, actor, headed);
  }
}
