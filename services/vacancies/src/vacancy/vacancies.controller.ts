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
import { ApiOperation, ApiTags } from '@nestjs/swagger';
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
  @ApiOperation({ summary: 'Publishes a vacancy.' })
  @Creates(posters)
  publish(@Body() dto: VacancyDto, @CurrentOrigin() origin: Origin) {
    const content = this.contentOf(dto, origin.actor);
    return this.vacancies.create(origin, publish(content, origin.actor.organisation, this.reference));
  }

  @Post('drafts')
  @ApiOperation({ summary: 'Drafts a vacancy, which its own organisation alone sees.' })
  @Creates(posters)
  draft(@Body() dto: VacancyDto, @CurrentOrigin() origin: Origin) {
    const content = this.contentOf(dto, origin.actor);
    return this.vacancies.create(origin, draft(content, origin.actor.organisation, this.reference));
  }

  @Post(':id/publish')
  @ApiOperation({ summary: 'Publishes a drafted vacancy.' })
  @Changes(posters)
  publishDraft(@CurrentTarget() target: Target) {
    return this.vacancies.change(target, publishDraft);
  }

  @Put(':id')
  @ApiOperation({ summary: 'Changes a vacancy.' })
  @Changes(posters)
  change(@CurrentTarget() target: Target, @Body() dto: VacancyDto) {
    return this.vacancies.change(target, change(this.contentOf(dto, target.actor), this.reference));
  }

  @Post(':id/close')
  @ApiOperation({ summary: 'Closes a vacancy to further applications.' })
  @Changes(posters)
  close(@CurrentTarget() target: Target) {
    return this.vacancies.change(target, close);
  }

  @Post(':id/reopen')
  @ApiOperation({ summary: 'Reopens a closed vacancy.' })
  @Changes(posters)
  reopen(@CurrentTarget() target: Target, @Body() { lastApplicationDay }: ReopenDto) {
    return this.vacancies.change(target, reopen(lastApplicationDay ?? null));
  }

  @Post(':id/fill')
  @ApiOperation({ summary: 'Records positions that were filled otherwise than by a proposal here.' })
  @Changes(posters)
  fill(@CurrentTarget() target: Target, @Body() { positions }: FillDto) {
    return this.vacancies.change(target, fill(positions));
  }

  @Post(':id/end-unfilled')
  @ApiOperation({ summary: 'Ends a vacancy for which nobody was found, with the reason.' })
  @Changes(posters)
  endUnfilled(@CurrentTarget() target: Target, @Body() { because }: EndUnfilledDto) {
    return this.vacancies.change(target, endUnfilled(because));
  }

  @Post(':id/withdraw')
  @ApiOperation({ summary: 'Withdraws a vacancy.' })
  @Changes(posters)
  withdraw(@CurrentTarget() target: Target) {
    return this.vacancies.change(target, withdraw);
  }

  @Get('own')
  @ApiOperation({ summary: "Lists the vacancies and drafts of one's own organisation." })
  @Reads(posters, VacancyPage)
  own(@Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return this.vacancies.list(query, actor, vacancyEventOf);
  }

  @Get()
  @ApiOperation({
    summary: 'Lists the vacancies that are or were published.',
    description: 'Vacancies are public in Sweden: every signed-in role reads them.',
  })
  @Reads(everyRole('any'), VacancyPage)
  async page(@Query() query: PageQuery, @CurrentActor() actor: Actor) {
    const { items, next } = await this.vacancies.page(query, actor);
    const shown = items.filter(({ state }) => isShown(state, actor));
    return { items: shown.map((row) => vacancyEventOf(row.state, row)), next: next ?? null };
  }

  @Get(':id')
  @ApiOperation({ summary: 'Shows a vacancy.' })
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
