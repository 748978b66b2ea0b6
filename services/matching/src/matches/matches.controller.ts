import { type Actor, CurrentActor } from '@lotsen/access';
import { CandidateList, Demands as DemandsAnswer, Explanation, OccupationList, TargetList, WhatIf } from '@lotsen/api';
import { Does, IdParam, itsPerson, Reads, ShowsPersons } from '@lotsen/platform';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
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
  @ApiOperation({ summary: 'Lists the candidates who fit a vacancy.' })
  @Reads({ officer: 'shared' }, CandidateList)
  @ShowsPersons('matching', listedCandidates)
  async candidatesOfVacancy(@IdParam() id: string, @Query() query: ListQuery, @CurrentActor() actor: Actor) {
    return this.freshness.fresh(query, actor, () =>
      this.lists.candidatesOf({ kind: 'vacancy', id }, query.limit, actor),
    );
  }

  @Get('placements/:id/candidates')
  @ApiOperation({ summary: 'Lists the candidates who fit a practice placement.' })
  @Reads({ officer: 'shared', coordinator: 'shared' }, CandidateList)
  @ShowsPersons('matching', listedCandidates)
  async candidatesOfPlacement(@IdParam() id: string, @Query() query: ListQuery, @CurrentActor() actor: Actor) {
    return this.freshness.fresh(query, actor, () =>
      this.lists.candidatesOf({ kind: 'placement', id }, query.limit, actor),
    );
  }

  @Get('candidates/:id/vacancies')
  @ApiOperation({ summary: 'Lists the vacancies that fit a person.' })
  @Reads({ officer: 'shared' }, TargetList)
  @ShowsPersons('matching', itsPerson)
  async vacanciesOf(@IdParam() id: string, @Query() query: CandidateListQuery, @CurrentActor() actor: Actor) {
    return this.freshness.fresh(query, actor, () =>
      this.lists.targetsOf(id, 'vacancy', query.limit, actor, query.county),
    );
  }

  @Get('candidates/:id/placements')
  @ApiOperation({ summary: 'Lists the practice placements that fit a person.' })
  @Reads({ officer: 'shared', coordinator: 'shared' }, TargetList)
  @ShowsPersons('matching', itsPerson)
  async placementsOf(@IdParam() id: string, @Query() query: CandidateListQuery, @CurrentActor() actor: Actor) {
    return this.freshness.fresh(query, actor, () =>
      this.lists.targetsOf(id, 'placement', query.limit, actor, query.county),
    );
  }

  @Get('candidates/:id/occupations')
  @ApiOperation({
    summary: 'Lists the shortage occupations that fit a person.',
    description: "In the person's home county, or in the county that is asked for.",
  })
  @Reads({ officer: 'shared' }, OccupationList)
  @ShowsPersons('matching', itsPerson)
  async occupationsOf(@IdParam() id: string, @Query() query: CandidateListQuery, @CurrentActor() actor: Actor) {
    return this.freshness.fresh(query, actor, () => this.lists.occupationsOf(id, query.limit, actor, query.county));
  }

  @Get('candidates/:id/targets/:target')
  @ApiOperation({
    summary: 'Explains how a person fits a vacancy, placement or occupation.',
    description: 'The components add up to the score, and every point names the record that it comes from.',
  })
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

  @Post('what-if')
  @ApiOperation({ summary: 'Computes how a person would fit if changes came true.' })
  @Does({ officer: 'shared' }, WhatIf)
  @ShowsPersons('matching', itsPerson)
  whatIf(@Body() { candidate, target, changes }: WhatIfDto, @CurrentActor() actor: Actor) {
    return this.explanations.whatIf(candidate, target, changes.map(changeOfDto), actor);
  }

  @Get('vacancies/:id/demands')
  @ApiOperation({
    summary: 'Shows about how many could take a vacancy, and how many if each must-have were a wish.',
    description: "For the vacancy's own employer. The counts are near counts, and no person is shown.",
  })
  @Reads({ employer: 'own', officer: 'any' }, DemandsAnswer)
  async demands(@IdParam() id: string, @Query() query: ListQuery, @CurrentActor() actor: Actor) {
    return this.freshness.fresh(query, actor, () => this.vacancyDemands.of(id, actor));
  }
}
