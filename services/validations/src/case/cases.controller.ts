import { type Actor, CurrentActor } from '@lotsen/access';
import { discontinuations, ValidationCase, ValidationCasePage } from '@lotsen/api';
import { orderers, processes } from '@lotsen/contracts';
import { IdField, TextField, WordField } from '@lotsen/demand';
import {
  Changes,
  Creates,
  CurrentOrigin,
  CurrentTarget,
  IdParam,
  itsPerson,
  type Origin,
  PageQuery,
  Reads,
  ShowsPersons,
  type Target,
  theirPersons,
} from '@lotsen/platform';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { advance, discontinue } from './case.js';
import { CaseStore, caseEventOf } from './case.store.js';
import { Cases } from './cases.js';

export class OpenCaseDto {
  @IdField('person', { description: 'The pseudonymous id that POST /v1/candidates/resolve gave.' })
  candidate!: string;

  @WordField(processes)
  process!: (typeof processes)[number];

  @IdField('profile', { optional: true, description: 'The validation profile, once it is known.' })
  profile?: string;

  @WordField(orderers, {
    optional: true,
    description: 'Who asked for it: a person in work is often sent by the employer.',
  })
  orderedBy?: (typeof orderers)[number];
}

export class AdvanceDto {
  @TextField(40, 'The next stage of the process.')
  to!: string;
}

export class CompleteDto {
  @IdField('outcome', { description: 'The outcome that came of it.' })
  outcome!: string;
}

export class DiscontinueDto {
  @WordField(discontinuations)
  because!: (typeof discontinuations)[number];
}

const handlers = { 'learning-centre': 'own', counsellor: 'own' } as const;

@ApiTags('validation cases')
@Controller('v1/validations/cases')
export class CasesController {
  constructor(
    private readonly cases: Cases,
    private readonly store: CaseStore,
  ) {}

  /** Opens a case at the first stage of its process, for a person whose number one's organisation gave, or who is its own or shared with it. */
  @Post()
  @Creates(handlers)
  open(@Body() { candidate, process, profile, orderedBy }: OpenCaseDto, @CurrentOrigin() origin: Origin) {
    const asked = { candidate, process, profile: profile ?? null, orderedBy: orderedBy ?? null };
    return this.cases.open(asked, origin);
  }

  @Post(':id/advance')
  @Changes(handlers)
  advance(@CurrentTarget() target: Target, @Body() { to }: AdvanceDto) {
    return this.store.change(target, advance(to));
  }

  @Post(':id/complete')
  @Changes(handlers)
  complete(@CurrentTarget() target: Target, @Body() { outcome }: CompleteDto) {
    return this.cases.complete(target, outcome);
  }

  @Post(':id/discontinue')
  @Changes(handlers)
  discontinue(@CurrentTarget() target: Target, @Body() { because }: DiscontinueDto) {
    return this.store.change(target, discontinue(because));
  }

  /** The cases of one's own organisation. */
  @Get()
  @Reads(handlers, ValidationCasePage)
  @ShowsPersons('validation', theirPersons)
  page(@Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return this.store.list(query, actor, caseEventOf);
  }

  @Get(':id')
  @Reads(handlers, ValidationCase)
  @ShowsPersons('validation', itsPerson)
  get(@IdParam() id: string, @CurrentActor() actor: Actor) {
    return this.store.show(id, actor, caseEventOf);
  }
}
