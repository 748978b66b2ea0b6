import { type Actor, CurrentActor } from '@lotsen/access';
import { orderers, processes, schemaOf, topics } from '@lotsen/contracts';
import { IdField, TextField, WordField } from '@lotsen/demand';
import {
  assertNotErased,
  Changes,
  Creates,
  CurrentOrigin,
  CurrentTarget,
  IdParam,
  itsPerson,
  type Origin,
  PageQuery,
  pageOf,
  Reads,
  ShowsPersons,
  type Target,
  theirPersons,
} from '@lotsen/platform';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { OutcomeStore } from '../outcome/outcome.store.js';
import { advance, complete, discontinuations, discontinue, open } from './case.js';
import { CaseStore, caseEventOf } from './case.store.js';

export class OpenCaseDto {
  @IdField({ description: 'The pseudonymous id that POST /v1/candidates/resolve gave.' })
  candidate!: string;

  @WordField(processes)
  process!: (typeof processes)[number];

  @IdField({ optional: true, description: 'The validation profile, once it is known.' })
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
  @IdField({ description: 'The outcome that came of it.' })
  outcome!: string;
}

export class DiscontinueDto {
  @WordField(discontinuations)
  because!: (typeof discontinuations)[number];
}

const schema = schemaOf(topics.validationCase);
const handlers = { 'learning-centre': 'own', counsellor: 'own' } as const;

@ApiTags('validation cases')
@Controller('v1/validations/cases')
export class CasesController {
  constructor(
    private readonly cases: CaseStore,
    private readonly outcomes: OutcomeStore,
  ) {}

  /** Opens a case at the first stage of its process. */
  @Post()
  @Creates(handlers)
  open(@Body() dto: OpenCaseDto, @CurrentOrigin() origin: Origin) {
    const { candidate, process, profile, orderedBy } = dto;
    const decide = open({
      candidate,
      process,
      profile: profile ?? null,
      orderedBy: orderedBy ?? null,
      organisation: origin.actor.organisation,
    });
    return this.cases.create(origin, decide, { also: (manager) => assertNotErased(manager, candidate) });
  }

  @Post(':id/advance')
  @Changes(handlers)
  advance(@CurrentTarget() target: Target, @Body() { to }: AdvanceDto) {
    return this.cases.change(target, advance(to));
  }

  @Post(':id/complete')
  @Changes(handlers)
  async complete(@CurrentTarget() target: Target, @Body() { outcome }: CompleteDto) {
    const row = await this.outcomes.find(outcome);
    return this.cases.change(target, complete(outcome, row?.state.candidate));
  }

  @Post(':id/discontinue')
  @Changes(handlers)
  discontinue(@CurrentTarget() target: Target, @Body() { because }: DiscontinueDto) {
    return this.cases.change(target, discontinue(because));
  }

  /** The cases of one's own organisation. */
  @Get()
  @Reads(handlers, pageOf(schema))
  @ShowsPersons('validation', theirPersons)
  page(@Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return this.cases.list(query, actor, caseEventOf);
  }

  @Get(':id')
  @Reads(handlers, schema)
  @ShowsPersons('validation', itsPerson)
  get(@IdParam() id: string, @CurrentActor() actor: Actor) {
    return this.cases.show(id, actor, caseEventOf);
  }
}
