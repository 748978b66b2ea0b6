import { type Actor, CurrentActor, everyRole } from '@lotsen/access';
import { ValidationProfile, ValidationProfilePage } from '@lotsen/api';
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
import { ProfileDto, profileContentOf } from './profile.dto.js';
import { correct, publish, withdraw } from './profile.js';
import { ProfileStore, validationProfileOf } from './profile.store.js';

const thoseWhoKnow = { 'learning-centre': 'own', counsellor: 'own', administrator: 'own' } as const;

@ApiTags('validation profiles')
@Controller('v1/validations/profiles')
export class ProfilesController {
  constructor(
    private readonly profiles: ProfileStore,
    private readonly reference: Reference,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Publishes a validation profile: its units, and the skills that each evidences.' })
  @Creates(thoseWhoKnow)
  publish(@Body() dto: ProfileDto, @CurrentOrigin() origin: Origin) {
    return this.profiles.create(origin, publish(profileContentOf(dto), origin.actor.organisation, this.reference));
  }

  @Put(':id')
  @ApiOperation({
    summary: 'Corrects a validation profile.',
    description: 'Everything that outcomes evidence by it is computed anew.',
  })
  @Changes(thoseWhoKnow)
  correct(@CurrentTarget() target: Target, @Body() dto: ProfileDto) {
    return this.profiles.change(target, correct(profileContentOf(dto), this.reference));
  }

  @Post(':id/withdraw')
  @ApiOperation({
    summary: 'Withdraws a validation profile.',
    description: 'Outcomes that were made by it stay explained by it.',
  })
  @Changes(thoseWhoKnow)
  withdraw(@CurrentTarget() target: Target) {
    return this.profiles.change(target, withdraw);
  }

  @Get()
  @ApiOperation({
    summary: 'Lists the validation profiles.',
    description: 'They are public among those who take part.',
  })
  @Reads(everyRole('any'), ValidationProfilePage)
  page(@Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return this.profiles.list(query, actor, validationProfileOf);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Shows a validation profile.' })
  @Reads(everyRole('any'), ValidationProfile)
  get(@IdParam() id: string, @CurrentActor() actor: Actor) {
    return this.profiles.show(id, actor, validationProfileOf);
  }
}
