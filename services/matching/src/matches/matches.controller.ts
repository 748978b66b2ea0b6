import { type Actor, CurrentActor } from '@lotsen/access';
import { CandidateList, Demands as DemandsAnswer, Explanation, OccupationList, TargetList, WhatIf } from '@lotsen/api';
import { whatIf } from '@lotsen/matching-engine';
import { Does, IdParam, itsPerson, Reads, ShowsPersons } from '@lotsen/platform';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { EngineHost } from '../engine-host/engine-host.js';
import { Projection } from '../projection/projection.js';
import { Demands } from './demands.js';
import { Explanations } from './explanation.js';
import { CandidateListQuery, ListQuery } from './list-query.dto.js';
import { Matches } from './matches.js';
import { changeOfDto, WhatIfDto } from './what-if.dto.js';

const waitMs = 1000;
type Listed = readonly { readonly candidate: string }[];
const listedCandidates = ({ listed, near }: { listed: Listed; near: Listed }) =>
  [...listed, ...near].map(({ candidate }) => candidate);

@ApiTags('matches')
@Controller('v1/matching')
export class MatchesController {
  constructor(
    private readonly matches: Matches,
    private readonly explanations: Explanations,
    private readonly engine: EngineHost,
    private readonly vacancyDemands: Demands,
    private readonly projection: Projection,
  ) {}

  @Get('vacancies/:id/candidates')
  @Reads({ officer: 'shared' }, CandidateList)
  @ShowsPersons('matching', listedCandidates)
  async candidatesOfVacancy(@IdParam() id: string, @Query() query: ListQuery, @CurrentActor() actor: Actor) {
    return this.fresh(query, actor, () => this.matches.candidatesOf('vacancy', id, query.limit, actor));
  }

  @Get('placements/:id/candidates')
  @Reads({ officer: 'shared', coordinator: 'shared' }, CandidateList)
  @ShowsPersons('matching', listedCandidates)
  async candidatesOfPlacement(@IdParam() id: string, @Query() query: ListQuery, @CurrentActor() actor: Actor) {
    return this.fresh(query, actor, () => this.matches.candidatesOf('placement', id, query.limit, actor));
  }

  @Get('candidates/:id/vacancies')
  @Reads({ officer: 'shared' }, TargetList)
  @ShowsPersons('matching', itsPerson)
  async vacanciesOf(@IdParam() id: string, @Query() query: CandidateListQuery, @CurrentActor() actor: Actor) {
    return this.fresh(query, actor, () => this.matches.targetsOf(id, 'vacancy', query.limit, actor, query.county));
  }

  @Get('candidates/:id/placements')
  @Reads({ officer: 'shared', coordinator: 'shared' }, TargetList)
  @ShowsPersons('matching', itsPerson)
  async placementsOf(@IdParam() id: string, @Query() query: CandidateListQuery, @CurrentActor() actor: Actor) {
    return this.fresh(query, actor, () => this.matches.targetsOf(id, 'placement', query.limit, actor, query.county));
  }

  /** Shortage occupations in the person's home county, or in another one that is asked for. */
  @Get('candidates/:id/occupations')
  @Reads({ officer: 'shared' }, OccupationList)
  @ShowsPersons('matching', itsPerson)
  async occupationsOf(@IdParam() id: string, @Query() query: CandidateListQuery, @CurrentActor() actor: Actor) {
    return this.fresh(query, actor, () => this.matches.occupationsOf(id, query.limit, actor, query.county));
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
    return this.fresh(query, actor, () => {
      this.matches.candidate(id, actor);
      // A coordinator's matters are placements.
      if (!actor.roles.includes('officer')) this.matches.target('placement', target);
      return this.explanations.explain(id, target, actor);
    });
  }

  /** The exact standing if the changes came true. */
  @Post('what-if')
  @Does({ officer: 'shared' }, WhatIf)
  @ShowsPersons('matching', itsPerson)
  whatIf(@Body() { candidate, target, changes }: WhatIfDto, @CurrentActor() actor: Actor) {
    const standing = whatIf(
      this.matches.candidate(candidate, actor),
      this.matches.anyTarget(target),
      changes.map(changeOfDto),
      this.matches.candidates(actor),
      this.engine.context,
    );
    return { ...this.matches.frame(), candidate, target, ...standing };
  }

  /** For the vacancy's own employer: about how many could take it, and what each must-have costs. No person is shown. */
  @Get('vacancies/:id/demands')
  @Reads({ employer: 'own', officer: 'any' }, DemandsAnswer)
  async demands(@IdParam() id: string, @Query() query: ListQuery, @CurrentActor() actor: Actor) {
    const { stale } = await this.fresh(query, actor, () => ({}));
    return { ...(await this.vacancyDemands.of(id, actor)), stale };
  }

  /** Waits for the version that the caller knows of; marks the answer where it could not, or while a rebuild runs. */
  private async fresh<T extends object>(query: ListQuery, actor: Actor, ask: () => T): Promise<T & { stale: boolean }> {
    const [id, version] = query['min-version']?.split(':') ?? [];
    // Of what the caller may not see they do not hear how far it is, either.
    const isTheirs = !id || this.matches.mayKnowOf(id, actor);
    const known = !id || (isTheirs && (await this.engine.facts.waitFor(id, Number(version), waitMs)));
    return { ...ask(), stale: !known || this.projection.rebuilding };
  }
}
