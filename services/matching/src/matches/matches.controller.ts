import { type Actor, CurrentActor } from '@lotsen/access';
import { CandidateList, Demands as DemandsAnswer, Explanation, OccupationList, TargetList, WhatIf } from '@lotsen/api';
import { Does, IdParam, itsPerson, Reads, ShowsPersons } from '@lotsen/platform';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Demands } from './demands.js';
import { Explanations } from './explanation.js';
import { Freshness } from './freshness.js';
import { CandidateListQuery, ListQuery } from './list-query.dto.js';
import { Lists } from './lists.js';
import { changeOfDto, WhatIfDto } from './what-if.dto.js';

type Listed = readonly { readonly candidate: string }[];
const listedCandidates = ({ listed, near }: { listed: Listed; near: Listed }) =>
  [...listed, ...near].map(({ candidate }) => candidate);

@ApiTags('matches')
@Controller('v1/matching')
export class MatchesController {
  constructor(
    private readonly lists: Lists,
    private readonly explanations: Explanations,
    private readonly vacancyDemands: Demands,
    private readonly freshness: Freshness,
  ) {}

  @Get('vacancies/:id/candidates')
  @Reads({ officer: 'shared' }, CandidateList)
  @ShowsPersons('matching', listedCandidates)
  async candidatesOfVacancy(@IdParam() id: string, @Query() query: ListQuery, @CurrentActor() actor: Actor) {
    return this.freshness.fresh(query, actor, () =>
      this.lists.candidatesOf({ kind: 'vacancy', id }, query.limit, actor),
    );
  }

  @Get('placements/:id/candidates')
  @Reads({ officer: 'shared', coordinator: 'shared' }, CandidateList)
  @ShowsPersons('matching', listedCandidates)
  async candidatesOfPlacement(@IdParam() id: string, @Query() query: ListQuery, @CurrentActor() actor: Actor) {
    return this.freshness.fresh(query, actor, () =>
      this.lists.candidatesOf({ kind: 'placement', id }, query.limit, actor),
    );
  }

  @Get('candidates/:id/vacancies')
  @Reads({ officer: 'shared' }, TargetList)
  @ShowsPersons('matching', itsPerson)
  async vacanciesOf(@IdParam() id: string, @Query() query: CandidateListQuery, @CurrentActor() actor: Actor) {
    return this.freshness.fresh(query, actor, () =>
      this.lists.targetsOf(id, 'vacancy', query.limit, actor, query.county),
    );
  }

  @Get('candidates/:id/placements')
  @Reads({ officer: 'shared', coordinator: 'shared' }, TargetList)
  @ShowsPersons('matching', itsPerson)
  async placementsOf(@IdParam() id: string, @Query() query: CandidateListQuery, @CurrentActor() actor: Actor) {
    return this.freshness.fresh(query, actor, () =>
      this.lists.targetsOf(id, 'placement', query.limit, actor, query.county),
    );
  }

  /** Shortage occupations in the person's home county, or in another one that is asked for. */
  @Get('candidates/:id/occupations')
  @Reads({ officer: 'shared' }, OccupationList)
  @ShowsPersons('matching', itsPerson)
  async occupationsOf(@IdParam() id: string, @Query() query: CandidateListQuery, @CurrentActor() actor: Actor) {
    return this.freshness.fresh(query, actor, () => this.lists.occupationsOf(id, query.limit, actor, query.county));
  }

  /** Why: the components add up to the score, and every point names its source. */
  @Get('candidates/:id/targets/:target')
  @Reads({ officer: 'shared', coordinator: 'shared' }, Explanation)
  @ShowsPersons('matching', itsPerson)
  async why(
    @IdParam() id: string,
    @Param('target') target: string,
    @Query() query: ListQuery,
    @CurrentActor() actor: Actor,
  ) {
    return this.freshness.fresh(query, actor, () => this.explanations.explain(id, target, actor));
  }

  /** The exact standing if the changes came true. */
  @Post('what-if')
  @Does({ officer: 'shared' }, WhatIf)
  @ShowsPersons('matching', itsPerson)
  whatIf(@Body() { candidate, target, changes }: WhatIfDto, @CurrentActor() actor: Actor) {
    return this.explanations.whatIf(candidate, target, changes.map(changeOfDto), actor);
  }

  /** For the vacancy's own employer: about how many could take it, and what each must-have costs. No person is shown. */
  @Get('vacancies/:id/demands')
  @Reads({ employer: 'own', officer: 'any' }, DemandsAnswer)
  async demands(@IdParam() id: string, @Query() query: ListQuery, @CurrentActor() actor: Actor) {
    return this.freshness.fresh(query, actor, () => this.vacancyDemands.of(id, actor));
  }
}
