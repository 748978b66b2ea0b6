import { type Actor, Allow, CurrentActor } from '@lotsen/access';
import type { Idempotency } from '@lotsen/persistence';
import {
  answer,
  ChangeAnswer,
  Changes,
  Creates,
  IdempotencyKey,
  IdParam,
  IfMatch,
  PageQuery,
  tag,
} from '@lotsen/platform';
import { Reference } from '@lotsen/reference';
import { Body, Controller, Get, HttpCode, Post, Put, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { VacancyDto, vacancyContentOf } from './dto/vacancy.dto.js';
import { VacanciesService } from './vacancies.service.js';
import { vacancyEventOf } from './vacancy.event.js';

@ApiTags('vacancies')
@Controller('v1/vacancies')
export class VacanciesController {
  constructor(
    private readonly vacancies: VacanciesService,
    private readonly reference: Reference,
  ) {}

  @Post()
  @Allow('employer', 'officer')
  @Creates()
  async publish(
    @Body() dto: VacancyDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() idempotency: Idempotency | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ChangeAnswer> {
    return answer(response, await this.vacancies.publish(vacancyContentOf(dto, this.reference), actor, idempotency));
  }

  @Put(':id')
  @Allow('employer', 'officer')
  @Changes()
  async change(
    @IdParam() id: string,
    @IfMatch() ifMatch: number,
    @Body() dto: VacancyDto,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ChangeAnswer> {
    return answer(response, await this.vacancies.change(id, ifMatch, vacancyContentOf(dto, this.reference), actor));
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @Allow('employer', 'officer')
  @Changes()
  async withdraw(
    @IdParam() id: string,
    @IfMatch() ifMatch: number,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ChangeAnswer> {
    return answer(response, await this.vacancies.withdraw(id, ifMatch, actor));
  }

  /** Vacancies are public in Sweden: every signed-in role reads them. */
  @Get()
  @Allow('employer', 'officer', 'coordinator', 'learning-centre', 'counsellor', 'analyst', 'administrator')
  async page(@Query() { limit, cursor }: PageQuery) {
    const page = await this.vacancies.store.page(cursor, limit);
    return { items: page.items.map((row) => vacancyEventOf(row.state, row)), next: page.next ?? null };
  }

  @Get(':id')
  @Allow('employer', 'officer', 'coordinator', 'learning-centre', 'counsellor', 'analyst', 'administrator')
  async get(@IdParam() id: string, @Res({ passthrough: true }) response: Response) {
    const row = await this.vacancies.store.get(id);
    tag(response, row);
    return vacancyEventOf(row.state, row);
  }
}
