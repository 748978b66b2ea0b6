import { type Actor, CurrentActor } from '@lotsen/access';
import { discontinuations, ValidationCase, ValidationCasePage } from '@lotsen/api';
import { orderers, processes } from '@lotsen/contracts';
import {
  Changes,
  Creates,
  CurrentOrigin,
  CurrentTarget,
  IdField,
  IdParam,
  itsPerson,
  type Origin,
  PageQuery,
  Reads,
  ShowsPersons,
  type Target,
  TextField,
  theirPersons,
  WordField,
} from '@lotsen/platform';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
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

  @Post()
  @ApiOperation({
    summary: 'Opens a validation case at the first stage of its process.',
    description: "For a person whose number one's own organisation gave, who is its own, or who is shared with it.",
  })
  @Creates(handlers)
  open(@Body() { candidate, process, profile, orderedBy }: OpenCaseDto, @CurrentOrigin() origin: Origin) {
    const asked = { candidate, process, profile: profile ?? null, orderedBy: orderedBy ?? null };
    return this.cases.open(asked, origin);
  }

  @Post(':id/advance')
  @ApiOperation({ summary: 'Advances a validation case to a next stage.' })
  @Changes(handlers)
  advance(@CurrentTarget() target: Target, @Body() { to }: AdvanceDto) {
    return this.store.change(target, advance(to));
  }

  @Post(':id/complete')
  @ApiOperation({ summary: 'Completes a validation case.' })
  @Changes(handlers)
  complete(@CurrentTarget() target: Target, @Body() { outcome }: CompleteDto) {
    return this.cases.complete(target, outcome);
  }

  @Post(':id/discontinue')
  @ApiOperation({ summary: 'Discontinues a validation case, with the reason.' })
  @Changes(handlers)
  discontinue(@CurrentTarget() target: Target, @Body() { because }: DiscontinueDto) {
    return this.store.change(target, discontinue(because));
  }

  @Get()
  @ApiOperation({ summary: "Lists the validation cases of one's own organisation." })
  @Reads(handlers, ValidationCasePage)
  @ShowsPersons('validation', theirPersons)
  page(@Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return this.store.list(query, actor, caseEventOf);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Shows a validation case.' })
  @Reads(handlers, ValidationCase)
  @ShowsPersons('validation', itsPerson)
  get(@IdParam() id: string, @CurrentActor() actor: Actor) {
    return this.store.show(id, actor, caseEventOf);
  }
}
