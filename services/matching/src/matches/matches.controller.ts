import { type Actor, Allow, CurrentActor } from '@lotsen/access';
import { costOfDemands, topCandidates, whatIf } from '@lotsen/matching-engine';
import { Refused } from '@lotsen/persistence';
import { IdParam } from '@lotsen/platform';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { EngineHost } from '../engine-host/engine-host.js';
import { Projection } from '../projection/projection.js';
import { Explanations } from './explanation.js';
import { Labels } from './labels.js';
import { CandidateListQuery, ListQuery } from './list-query.dto.js';
import { Matches } from './matches.js';
import { smallCount } from './small-count.js';
import { changeOfDto, WhatIfDto } from './what-if.dto.js';

const waitMs = 1000;

@ApiTags('matches')
@Controller('v1/matching')
export class MatchesController {
  constructor(
    private readonly matches: Matches,
    private readonly explanations: Explanations,
    private readonly engine: EngineHost,
    private readonly labels: Labels,
    private readonly projection: Projection,
  ) {}

  @Get('vacancies/:id/candidates')
  @Allow('officer')
  async candidatesOfVacancy(@IdParam() id: string, @Query() query: ListQuery) {
    return this.fresh(query, () => this.matches.candidatesOf('vacancy', id, query.limit));
  }

  @Get('placements/:id/candidates')
  @Allow('officer', 'coordinator')
  async candidatesOfPlacement(@IdParam() id: string, @Query() query: ListQuery) {
    return this.fresh(query, () => this.matches.candidatesOf('placement', id, query.limit));
  }

  @Get('candidates/:id/vacancies')
  @Allow('officer')
  async vacanciesOf(@IdParam() id: string, @Query() query: CandidateListQuery) {
    return this.fresh(query, () => this.matches.targetsOf(id, 'vacancy', query.limit, query.county));
  }

  @Get('candidates/:id/placements')
  @Allow('officer', 'coordinator')
  async placementsOf(@IdParam() id: string, @Query() query: CandidateListQuery) {
    return this.fresh(query, () => this.matches.targetsOf(id, 'placement', query.limit, query.county));
  }

  /** Shortage occupations in the person's home county, or in another one that is asked for. */
  @Get('candidates/:id/occupations')
  @Allow('officer')
  async occupationsOf(@IdParam() id: string, @Query() query: CandidateListQuery) {
    return this.fresh(query, () => this.matches.occupationsOf(id, query.limit, query.county));
  }

  /** Why: the components add up to the score, and every point names its source. */
  @Get('candidates/:id/targets/:target')
  @Allow('officer', 'coordinator')
  async why(
    @IdParam() id: string,
    @Param('target') target: string,
    @Query() query: ListQuery,
    @CurrentActor() actor: Actor,
  ) {
    return this.fresh(query, () => {
      // A coordinator's matters are placements.
      if (!actor.roles.includes('officer')) this.matches.target('placement', target);
      return this.explanations.explain(id, target);
    });
  }

  /** The exact standing if the changes came true. */
  @Post('what-if')
  @HttpCode(200)
  @Allow('officer')
  whatIf(@Body() { candidate, target, changes }: WhatIfDto) {
    const standing = whatIf(
      this.matches.candidate(candidate),
      this.matches.anyTarget(target),
      changes.map(changeOfDto),
      this.engine.activeCandidates(),
      this.engine.context,
    );
    return { ...this.matches.frame(), candidate, target, ...standing };
  }

  /** For the vacancy's own employer: how many could take it, and what each must-have costs. No person is shown. */
  @Get('vacancies/:id/demands')
  @Allow('employer', 'officer')
  async demands(@IdParam() id: string, @Query() query: ListQuery, @CurrentActor() actor: Actor) {
    return this.fresh(query, () => {
      const target = this.matches.target('vacancy', id);
      this.assertOwn(id, actor);
      const candidates = this.engine.activeCandidates();
      const { counts } = topCandidates(target, candidates, this.engine.context, 1);
      return {
        ...this.matches.frame(),
        target: id,
        counts: {
          eligible: smallCount(counts.eligible, actor),
          toClarify: smallCount(counts['to-clarify'], actor),
          near: smallCount(counts.near, actor),
        },
        demands: costOfDemands(target, candidates, this.engine.context).map(
          ({ requirement, eligible, eligibleAsWish }) => {
            const asked = target.facts.requirements[requirement];
            return {
              requirement: asked,
              label: asked ? this.labels.of(asked.kind, conceptOf(asked)) : null,
              eligible: smallCount(eligible, actor),
              eligibleAsWish: smallCount(eligibleAsWish, actor),
            };
          },
        ),
      };
    });
  }

  private assertOwn(vacancy: string, actor: Actor) {
    if (actor.roles.includes('officer')) return;
    const owner = this.engine.facts.vacancies.get(vacancy)?.owner;
    if (owner && owner === actor.organisation) return;
    throw new Refused({
      code: 'not-yours',
      status: 403,
      detail: { sv: 'Annonsen är en annan organisations.', en: "The vacancy is another organisation's." },
    });
  }

  /** Waits for the version that the caller knows of; marks the answer where it could not, or while a rebuild runs. */
  private async fresh<T extends object>(query: ListQuery, ask: () => T): Promise<T & { stale: boolean }> {
    const [id, version] = query['min-version']?.split(':') ?? [];
    const known = !id || (await this.engine.facts.waitFor(id, Number(version), waitMs));
    return { ...ask(), stale: !known || this.projection.rebuilding };
  }
}

type Asked = ReturnType<Matches['target']>['facts']['requirements'][number];

function conceptOf(asked: Asked): string | null {
  switch (asked.kind) {
    case 'skill':
      return asked.skill;
    case 'experience':
      return asked.occupation;
    case 'language':
      return asked.language;
    case 'education':
      return `${asked.level ?? ''}/${asked.field ?? ''}`;
    case 'driving-licence':
      return asked.code;
    case 'car':
      return null;
  }
}
