import { type Actor, CurrentActor } from '@lotsen/access';
import { OutcomeListResult, ValidationOutcome, ValidationOutcomePage } from '@lotsen/api';
import { headed } from '@lotsen/persistence';
import {
  Changes,
  Creates,
  CurrentOrigin,
  CurrentTarget,
  checkRow,
  Does,
  IdParam,
  itsPerson,
  languageOf,
  type Origin,
  PageQuery,
  Reads,
  ShowsPersons,
  type Target,
  Turns,
  theirPersons,
} from '@lotsen/platform';
import { Body, Controller, Get, Headers, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { NewOutcomeDto, OutcomeDto, OutcomeListDto, outcomeContentOf } from './dto/outcome.dto.js';
import { withdraw } from './outcome.js';
import { type NewOutcome, Outcomes } from './outcomes.js';

/** Organisations that assess issue outcomes. The others register documents that exist. */
const recorders = { 'learning-centre': 'own', counsellor: 'own', officer: 'own' } as const;

const newOutcomeOf = (dto: NewOutcomeDto): NewOutcome => ({
  content: outcomeContentOf(dto),
  isAnother: dto.another ?? false,
});

@ApiTags('validation outcomes')
@Controller('v1/validations/outcomes')
export class OutcomesController {
  constructor(private readonly outcomes: Outcomes) {}

  @Post()
  @ApiOperation({
    summary: "Logs the outcome of a person's validation.",
    description: 'The same outcome again changes nothing.',
  })
  @Creates(recorders)
  log(@Body() dto: NewOutcomeDto, @CurrentOrigin() origin: Origin) {
    return this.outcomes.log(newOutcomeOf(dto), origin);
  }

  @Post('list')
  @ApiOperation({
    summary: 'Logs a list of validation outcomes.',
    description: 'The answer says what came of each row, numbered from 1.',
  })
  @Does({ 'learning-centre': 'own' }, OutcomeListResult)
  async logList(
    @Body() { outcomes }: OutcomeListDto,
    @CurrentActor() actor: Actor,
    @Headers('accept-language') accepted: string | undefined,
  ) {
    const language = languageOf(accepted);
    type Row = { line: number; id: string; version: number };
    const rows: Readonly<Record<'created' | 'unchanged', Row[]>> = { created: [], unchanged: [] };
    const refused: { line: number; code: string; message: string }[] = [];
    const right: { line: number; outcome: NewOutcome }[] = [];
    const turns = new Turns();
    for (const [at, row] of outcomes.entries()) {
      await turns.next();
      const checked = await checkRow(NewOutcomeDto, row);
      if (checked.ok) right.push({ line: at + 1, outcome: newOutcomeOf(checked.value) });
      else refused.push({ line: at + 1, code: checked.problem.code, message: checked.problem.detail[language] });
    }
    const done = await this.outcomes.logList(
      right.map(({ outcome }) => outcome),
      actor,
    );
    for (const [at, outcome] of done.entries()) {
      const line = right[at]?.line as number;
      if (outcome.kind === 'refused') {
        refused.push({ line, code: outcome.refusal.code, message: outcome.refusal.detail[language] });
      } else
        rows[outcome.kind === 'unchanged' ? 'unchanged' : 'created'].push({
          line,
          id: outcome.id,
          version: outcome.version,
        });
    }
    return { read: outcomes.length, ...rows, rejected: refused.sort((a, b) => a.line - b.line) };
  }

  @Put(':id')
  @ApiOperation({ summary: 'Corrects a validation outcome.' })
  @Changes(recorders)
  correct(@CurrentTarget() target: Target, @Body() dto: OutcomeDto) {
    return this.outcomes.correct(target, outcomeContentOf(dto));
  }

  @Post(':id/withdraw')
  @ApiOperation({ summary: 'Withdraws a validation outcome.' })
  @Changes(recorders)
  withdraw(@CurrentTarget() target: Target) {
    return this.outcomes.store.change(target, withdraw);
  }

  @Get()
  @ApiOperation({ summary: "Lists the validation outcomes that one's own organisation issued or registered." })
  @Reads(recorders, ValidationOutcomePage)
  @ShowsPersons('validation', theirPersons)
  page(@Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return this.outcomes.store.list(query, actor, headed);
  }

  @Get(':id')
  @ApiOperation({
    summary: 'Shows a validation outcome.',
    description: 'Officers follow an explanation to the record that it names.',
  })
  @Reads({ ...recorders, officer: 'any' }, ValidationOutcome)
  @ShowsPersons('validation', itsPerson)
  get(@IdParam() id: string, @CurrentActor() actor: Actor) {
    return this.outcomes.store.show(id, actor, headed);
  }
}
