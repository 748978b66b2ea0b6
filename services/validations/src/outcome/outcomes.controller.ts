import { type Actor, Allow, CurrentActor } from '@lotsen/access';
import { type Idempotency, Refused } from '@lotsen/persistence';
import {
  answer,
  ChangeAnswer,
  Changes,
  Creates,
  checkRow,
  IdempotencyKey,
  IdParam,
  IfMatch,
  languageOf,
  PageQuery,
  tag,
} from '@lotsen/platform';
import { Body, Controller, Get, Headers, HttpCode, Post, Put, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { OutcomeDto, OutcomeListDto, outcomeContentOf } from './dto/outcome.dto.js';
import { validationOutcomeOf } from './outcome.event.js';
import { notYours, type OutcomeContent } from './outcome.js';
import { OutcomesService } from './outcomes.service.js';

/** The fate of one row of a list. */
type RowFate =
  | { readonly line: number; readonly id: string; readonly version: number }
  | { readonly line: number; readonly code: string; readonly message: string };

@ApiTags('validation outcomes')
@Controller('v1/validations/outcomes')
export class OutcomesController {
  constructor(private readonly outcomes: OutcomesService) {}

  @Post()
  @Allow('learning-centre')
  @Creates()
  async log(
    @Body() dto: OutcomeDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() idempotency: Idempotency | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ChangeAnswer> {
    return answer(response, await this.outcomes.log(outcomeContentOf(dto), actor, idempotency));
  }

  /** Logs a whole list at once; the answer says the fate of each row, numbered from 1. */
  @Post('list')
  @HttpCode(200)
  @Allow('learning-centre')
  async logList(
    @Body() { outcomes }: OutcomeListDto,
    @CurrentActor() actor: Actor,
    @Headers('accept-language') accepted: string | undefined,
  ) {
    const language = languageOf(accepted);
    const fates: RowFate[] = [];
    const right: { line: number; content: OutcomeContent }[] = [];
    for (const [at, row] of outcomes.entries()) {
      const checked = await checkRow(OutcomeDto, row);
      if (checked.ok) right.push({ line: at + 1, content: outcomeContentOf(checked.value) });
      else fates.push({ line: at + 1, code: checked.problem.code, message: checked.problem.detail[language] });
    }
    const done = await this.outcomes.logList(
      right.map(({ content }) => content),
      actor,
    );
    for (const [at, outcome] of done.entries()) {
      const line = right[at]?.line as number;
      if (outcome.kind === 'refused') {
        fates.push({ line, code: outcome.refusal.code, message: outcome.refusal.detail[language] });
      } else fates.push({ line, id: outcome.id, version: outcome.version });
    }
    fates.sort((a, b) => a.line - b.line);
    return {
      read: outcomes.length,
      created: fates.filter((fate) => 'id' in fate),
      rejected: fates.filter((fate) => 'code' in fate),
    };
  }

  @Put(':id')
  @Allow('learning-centre')
  @Changes()
  async correct(
    @IdParam() id: string,
    @IfMatch() ifMatch: number,
    @Body() dto: OutcomeDto,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ChangeAnswer> {
    return answer(response, await this.outcomes.correct(id, ifMatch, outcomeContentOf(dto), actor));
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @Allow('learning-centre')
  @Changes()
  async withdraw(
    @IdParam() id: string,
    @IfMatch() ifMatch: number,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ChangeAnswer> {
    return answer(response, await this.outcomes.withdraw(id, ifMatch, actor));
  }

  /** A learning centre sees what it issued itself. */
  @Get()
  @Allow('learning-centre')
  async page(@Query() { limit, cursor }: PageQuery, @CurrentActor() actor: Actor) {
    const page = await this.outcomes.store.page(cursor, limit, { issuer: actor.organisation ?? '' });
    return { items: page.items.map((row) => validationOutcomeOf(row.state, row)), next: page.next ?? null };
  }

  @Get(':id')
  @Allow('learning-centre', 'officer')
  async get(@IdParam() id: string, @CurrentActor() actor: Actor, @Res({ passthrough: true }) response: Response) {
    const row = await this.outcomes.store.get(id);
    const sees = actor.roles.includes('officer') || (actor.organisation !== null && row.issuer === actor.organisation);
    if (!sees) throw new Refused(notYours);
    tag(response, row);
    return validationOutcomeOf(row.state, row);
  }
}
