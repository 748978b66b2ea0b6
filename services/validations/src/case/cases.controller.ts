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
import { OutcomeStore } from '../outcome/outcome.store.js';
import { ProfileStore } from '../profile/profile.store.js';
import { RecordedPersons } from '../recorded-persons.js';
import { advance, complete, discontinue, open } from './case.js';
import { CaseStore, caseEventOf } from './case.store.js';

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
    private readonly cases: CaseStore,
    private readonly profiles: ProfileStore,
    private readonly outcomes: OutcomeStore,
    private readonly recorded: RecordedPersons,
  ) {}

  /** Opens a case at the first stage of its process, for a person whose number one's organisation gave, or who is its own or shared with it. */
  @Post()
  @Creates(handlers)
  async open(@Body() dto: OpenCaseDto, @CurrentOrigin() origin: Origin) {
    const { candidate, process, profile, orderedBy } = dto;
    const { actor } = origin;
    await this.recorded.settle([candidate], actor);
    const opening = {
      candidate,
      process,
      profile: profile ?? null,
      orderedBy: orderedBy ?? null,
      organisation: actor.organisation,
    };
    const profileKnown = profile === undefined || (await this.profiles.find(profile)) !== null;
    return this.cases.create(origin, open(opening, profileKnown), {
      also: (manager) => this.recorded.assertMayRecord(manager, candidate, actor),
    });
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
    // Another organisation's outcome is as good as none.
    const own = row?.state.issuer === target.actor.organisation ? row?.state.candidate : undefined;
    return this.cases.change(target, complete(outcome, own));
  }

  @Post(':id/discontinue')
  @Changes(handlers)
  discontinue(@CurrentTarget() target: Target, @Body() { because }: DiscontinueDto) {
    return this.cases.change(target, discontinue(because));
  }

  /** The cases of one's own organisation. */
  @Get()
  @Reads(handlers, ValidationCasePage)
  @ShowsPersons('validation', theirPersons)
  page(@Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return this.cases.list(query, actor, caseEventOf);
  }

  @Get(':id')
  @Reads(handlers, ValidationCase)
  @ShowsPersons('validation', itsPerson)
  get(@IdParam() id: string, @CurrentActor() actor: Actor) {
    return this.cases.show(id, actor, caseEventOf);
  }
}
