import { type Actor, CurrentActor } from '@lotsen/access';
import { IdParam, itsPerson, Reads, ShowsPersons } from '@lotsen/platform';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Type } from '@sinclair/typebox';
import { Releases } from './releases.js';

const ReleaseAnswer = Type.Object({
  proposal: Type.String(),
  candidate: Type.String(),
  identity: Type.Object({
    name: Type.Optional(Type.String()),
    email: Type.Optional(Type.String()),
    phone: Type.Optional(Type.String()),
    address: Type.Optional(Type.String()),
  }),
  until: Type.String(),
  basis: Type.String(),
});

@ApiTags('releases')
@Controller('v1/candidates/releases')
export class ReleasesController {
  constructor(private readonly releases: Releases) {}

  /** What an officer released of a person in a proposal (its id): for that employer alone, until the release ends. */
  @Get(':id')
  @Reads({ employer: 'own' }, ReleaseAnswer)
  @ShowsPersons('proposal', itsPerson)
  @Header('Cache-Control', 'no-store')
  read(@IdParam() id: string, @CurrentActor() actor: Actor) {
    return this.releases.read(id, actor);
  }
}
