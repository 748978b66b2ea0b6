import { type Actor, CurrentActor } from '@lotsen/access';
import { AccessExport, AccessExportPage } from '@lotsen/api';
import type { AggregateState } from '@lotsen/messaging';
import { headed } from '@lotsen/persistence';
import {
  Changes,
  Creates,
  CurrentOrigin,
  CurrentTarget,
  IdField,
  IdParam,
  type Origin,
  PageQuery,
  Reads,
  type Target,
} from '@lotsen/platform';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { approve, heldUntil, refuse, type AccessExport as State } from './access-export.js';
import { AccessExports } from './access-exports.js';

export class AccessExportDto {
  @IdField('person')
  candidate!: string;
}

const answerOf = (state: State, head: AggregateState) => ({ ...headed(state, head), until: heldUntil(state) });

/** Administrators' requests to export persons for whom no organisation answers any more. */
@ApiTags('exports')
@Controller('v1/candidates/exports')
export class AccessExportsController {
  constructor(private readonly exports: AccessExports) {}

  @Post()
  @ApiOperation({
    summary: 'Requests the access export of a person whom no organisation answers for any more.',
    description: 'Another administrator has to approve it.',
  })
  @Creates({ administrator: 'any' })
  request(@Body() { candidate }: AccessExportDto, @CurrentOrigin() origin: Origin) {
    return this.exports.request(candidate, origin);
  }

  @Post(':id/approve')
  @ApiOperation({
    summary: 'Approves a request: the administrator who made it may export the person for 24 hours.',
    description: 'It takes another administrator than the one who made the request.',
  })
  @Changes({ administrator: 'any' })
  approve(@CurrentTarget() target: Target) {
    return this.exports.store.change(target, approve(target.actor.subject));
  }

  @Post(':id/refuse')
  @ApiOperation({ summary: 'Refuses a request for an access export, or takes an approval back.' })
  @Changes({ administrator: 'any' })
  refuse(@CurrentTarget() target: Target) {
    return this.exports.store.change(target, refuse(target.actor.subject));
  }

  @Get()
  @ApiOperation({ summary: 'Lists the requests for access exports.' })
  @Reads({ administrator: 'any' }, AccessExportPage)
  page(@Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return this.exports.store.list(query, actor, answerOf);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Shows a request for an access export.' })
  @Reads({ administrator: 'any' }, AccessExport)
  get(@IdParam() id: string, @CurrentActor() actor: Actor) {
    return this.exports.store.show(id, actor, answerOf);
  }
}
