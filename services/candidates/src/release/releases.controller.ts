import { type Actor, CurrentActor } from '@lotsen/access';
import { Release } from '@lotsen/api';
import { IdParam, itsPerson, Reads, ShowsPersons } from '@lotsen/platform';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Releases } from './releases.js';

@ApiTags('releases')
@Controller('v1/candidates/releases')
export class ReleasesController {
  constructor(private readonly releases: Releases) {}

  /** What an officer released of a person in a proposal (its id): for that employer alone, until the release ends. */
  @Get(':id')
  @Reads({ employer: 'own' }, Release)
  @ShowsPersons('proposal', itsPerson)
  @Header('Cache-Control', 'no-store')
  read(@IdParam() id: string, @CurrentActor() actor: Actor) {
    return this.releases.read(id, actor);
  }
}
