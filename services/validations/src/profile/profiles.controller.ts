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
import { Body, Controller, Get, HttpCode, Post, Put, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { ProfileDto, profileContentOf } from './profile.dto.js';
import { validationProfileOf } from './profile.event.js';
import { ProfilesService } from './profiles.service.js';

@ApiTags('validation profiles')
@Controller('v1/validations/profiles')
export class ProfilesController {
  constructor(private readonly profiles: ProfilesService) {}

  @Post()
  @Allow('learning-centre', 'counsellor', 'administrator')
  @Creates()
  async publish(
    @Body() content: ProfileDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() idempotency: Idempotency | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ChangeAnswer> {
    return answer(response, await this.profiles.publish(profileContentOf(content), actor, idempotency));
  }

  /** Corrects a profile: everything that was evidenced by it is reckoned anew. */
  @Put(':id')
  @Allow('learning-centre', 'counsellor', 'administrator')
  @Changes()
  async correct(
    @IdParam() id: string,
    @IfMatch() ifMatch: number,
    @Body() content: ProfileDto,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ChangeAnswer> {
    return answer(response, await this.profiles.correct(id, ifMatch, profileContentOf(content), actor));
  }

  /** Takes a profile out of the offer; outcomes that were made by it stay explained by it. */
  @Post(':id/withdraw')
  @HttpCode(200)
  @Allow('learning-centre', 'counsellor', 'administrator')
  @Changes()
  async withdraw(
    @IdParam() id: string,
    @IfMatch() ifMatch: number,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ChangeAnswer> {
    return answer(response, await this.profiles.withdraw(id, ifMatch, actor));
  }

  @Get()
  @Allow('learning-centre', 'counsellor', 'administrator', 'officer', 'coordinator', 'employer')
  async page(@Query() { limit, cursor }: PageQuery) {
    const page = await this.profiles.store.page(cursor, limit);
    return { items: page.items.map((row) => validationProfileOf(row.state, row)), next: page.next ?? null };
  }

  @Get(':id')
  @Allow('learning-centre', 'counsellor', 'administrator', 'officer', 'coordinator', 'employer')
  async get(@IdParam() id: string, @Res({ passthrough: true }) response: Response) {
    const row = await this.profiles.store.get(id);
    tag(response, row);
    return validationProfileOf(row.state, row);
  }
}
