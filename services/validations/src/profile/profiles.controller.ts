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
import { ApiTags } from '@nestjs/swagger';
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
  @Creates(thoseWhoKnow)
  publish(@Body() dto: ProfileDto, @CurrentOrigin() origin: Origin) {
    return this.profiles.create(origin, publish(profileContentOf(dto), origin.actor.organisation, this.reference));
  }

  /** Corrects a profile: everything that was evidenced by it is reckoned anew. */
  @Put(':id')
  @Changes(thoseWhoKnow)
  correct(@CurrentTarget() target: Target, @Body() dto: ProfileDto) {
    return this.profiles.change(target, correct(profileContentOf(dto), this.reference));
  }

  /** Takes a profile out of the offer; outcomes that were made by it stay explained by it. */
  @Post(':id/withdraw')
  @Changes(thoseWhoKnow)
  withdraw(@CurrentTarget() target: Target) {
    return this.profiles.change(target, withdraw);
  }

  /** What a validation assesses is public among those who take part. */
  @Get()
  @Reads(everyRole('any'), ValidationProfilePage)
  page(@Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return this.profiles.list(query, actor, validationProfileOf);
  }

  @Get(':id')
  @Reads(everyRole('any'), ValidationProfile)
  get(@IdParam() id: string, @CurrentActor() actor: Actor) {
    return this.profiles.show(id, actor, validationProfileOf);
  }
}
