import { type Actor, CurrentActor } from '@lotsen/access';
import { Release } from '@lotsen/api';
import { IdParam, itsPerson, Reads, ShowsPersons } from '@lotsen/platform';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Releases } from './releases.js';

@ApiTags('releases')
@Controller('v1/candidates/releases')
export class ReleasesController {
  constructor(private readonly releases: Releases) {}

  @Get(':id')
  @ApiOperation({
    summary: 'Shows what was released of a person in a proposal.',
    description: 'The id is that of the proposal. Only its employer may see it, until the release ends.',
  })
  @Reads({ employer: 'own' }, Release)
  @ShowsPersons('proposal', itsPerson)
  @Header('Cache-Control', 'no-store')
  read(@IdParam() id: string, @CurrentActor() actor: Actor) {
    return this.releases.read(id, actor);
  }
}
