import { type Actor, CurrentActor, everyRole } from '@lotsen/access';
import { Vacancy as VacancyAnswer, VacancyPage } from '@lotsen/api';
import {
  Changes,
  Creates,
  CurrentOrigin,
  CurrentTarget,
  IdParam,
  Organisations,
  type Origin,
  PageQuery,
  Reads,
  type Target,
} from '@lotsen/platform';
import { Reference } from '@lotsen/reference';
import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { EndUnfilledDto, FillDto, ReopenDto, VacancyDto, vacancyContentOf } from './dto/vacancy.dto.js';
import {
  change,
  close,
  draft,
  endUnfilled,
  fill,
  publish,
  publishDraft,
  reopen,
  type Vacancy,
  wasPublic,
  withdraw,
} from './vacancy.js';
import { VacancyStore, vacancyEventOf } from './vacancy.store.js';

const posters = { employer: 'own', officer: 'own' } as const;

@ApiTags('vacancies')
@Controller('v1/vacancies')
export class VacanciesController {
  constructor(
    private readonly vacancies: VacancyStore,
    private readonly reference: Reference,
    private readonly organisations: Organisations,
  ) {}

  @Post()
  @Creates(posters)
  publish(@Body() dto: VacancyDto, @CurrentOrigin() origin: Origin) {
    const content = this.contentOf(dto, origin.actor);
    return this.vacancies.create(origin, publish(content, origin.actor.organisation, this.reference));
  }

  /** A draft is seen by its own organisation alone. */
  @Post('drafts')
  @Creates(posters)
  draft(@Body() dto: VacancyDto, @CurrentOrigin() origin: Origin) {
    const content = this.contentOf(dto, origin.actor);
    return this.vacancies.create(origin, draft(content, origin.actor.organisation, this.reference));
  }

  @Post(':id/publish')
  @Changes(posters)
  publishDraft(@CurrentTarget() target: Target) {
    return this.vacancies.change(target, publishDraft);
  }

  @Put(':id')
  @Changes(posters)
  change(@CurrentTarget() target: Target, @Body() dto: VacancyDto) {
    return this.vacancies.change(target, change(this.contentOf(dto, target.actor), this.reference));
  }

  @Post(':id/close')
  @Changes(posters)
  close(@CurrentTarget() target: Target) {
    return this.vacancies.change(target, close);
  }

  @Post(':id/reopen')
  @Changes(posters)
  reopen(@CurrentTarget() target: Target, @Body() { lastApplicationDay }: ReopenDto) {
    return this.vacancies.change(target, reopen(lastApplicationDay ?? null));
  }

  /** Says that positions were filled otherwise than by a proposal here. */
  @Post(':id/fill')
  @Changes(posters)
  fill(@CurrentTarget() target: Target, @Body() { positions }: FillDto) {
    return this.vacancies.change(target, fill(positions));
  }

  /** Ends it though nobody was found, and says why. */
  @Post(':id/end-unfilled')
  @Changes(posters)
  endUnfilled(@CurrentTarget() target: Target, @Body() { because }: EndUnfilledDto) {
    return this.vacancies.change(target, endUnfilled(because));
  }

  @Post(':id/withdraw')
  @Changes(posters)
  withdraw(@CurrentTarget() target: Target) {
    return this.vacancies.change(target, withdraw);
  }

  /** The vacancies and drafts of one's own organisation. */
  @Get('own')
  @Reads(posters, VacancyPage)
  own(@Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return this.vacancies.list(query, actor, vacancyEventOf);
  }

  /** Vacancies are public in Sweden: every signed-in role reads those that are or were published. */
  @Get()
  @Reads(everyRole('any'), VacancyPage)
  async page(@Query() query: PageQuery, @CurrentActor() actor: Actor) {
    const { items, next } = await this.vacancies.page(query, actor);
    const shown = items.filter(({ state }) => isShown(state, actor));
    return { items: shown.map((row) => vacancyEventOf(row.state, row)), next: next ?? null };
  }

  @Get(':id')
  @Reads(everyRole('any'), VacancyAnswer)
  get(@IdParam() id: string, @CurrentActor() actor: Actor) {
    return this.vacancies.show(id, actor, vacancyEventOf);
  }

  private contentOf(dto: VacancyDto, { organisation }: Actor) {
    this.organisations.assertWorkplace(dto.workplace, organisation);
    return vacancyContentOf(dto, this.reference);
  }
}

const isShown = (vacancy: Vacancy, { organisation }: Actor) =>
  wasPublic(vacancy) || (vacancy.owner !== null && vacancy.owner === organisation);
