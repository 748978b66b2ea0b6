import { type Actor, CurrentActor } from '@lotsen/access';
import { AccessExport, AccessExportPage } from '@lotsen/api';
import { IdField } from '@lotsen/demand';
import type { AggregateState } from '@lotsen/messaging';
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
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { approve, heldUntil, refuse, type AccessExport as State } from './access-export.js';
import { AccessExports } from './access-exports.js';

export class AccessExportDto {
  @IdField('person')
  candidate!: string;
}

const answerOf = (state: State, head: AggregateState) => ({ ...headed(state, head), until: heldUntil(state) });

/** Requests of administrators to export persons for whom nobody answers any more. */
@ApiTags('exports')
@Controller('v1/candidates/exports')
export class AccessExportsController {
  constructor(private readonly exports: AccessExports) {}

  /** Asks for the export of a person for whom nobody answers any more: another administrator has to approve. */
  @Post()
  @Creates({ administrator: 'any' })
  request(@Body() { candidate }: AccessExportDto, @CurrentOrigin() origin: Origin) {
    return this.exports.request(candidate, origin);
  }

  /** Lets the administrator who asked export the person within 24 hours; it takes another administrator than that one. */
  @Post(':id/approve')
  @Changes({ administrator: 'any' })
  approve(@CurrentTarget() target: Target) {
    return this.exports.store.change(target, approve(target.actor.subject));
  }

  /** Refuses a request, or takes an approval back. */
  @Post(':id/refuse')
  @Changes({ administrator: 'any' })
  refuse(@CurrentTarget() target: Target) {
    return this.exports.store.change(target, refuse(target.actor.subject));
  }

  @Get()
  @Reads({ administrator: 'any' }, AccessExportPage)
  page(@Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return this.exports.store.list(query, actor, answerOf);
  }

  @Get(':id')
  @Reads({ administrator: 'any' }, AccessExport)
  get(@IdParam() id: string, @CurrentActor() actor: Actor) {
    return this.exports.store.show(id, actor, answerOf);
  }
}
