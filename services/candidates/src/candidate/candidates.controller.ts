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
import { Body, Controller, Delete, Get, HttpCode, Post, Put, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { candidateProfileOf } from './candidate.event.js';
import { CandidatesService } from './candidates.service.js';
import { LinkEvidenceDto, RegisterDto, ResolveAnswer, ResolveDto } from './dto/person.dto.js';
import { factsOf, ProfileFactsDto } from './dto/profile-facts.dto.js';

@ApiTags('candidates')
@Controller('v1/candidates')
export class CandidatesController {
  constructor(private readonly candidates: CandidatesService) {}

  /** Gives the pseudonymous id of a number, the same way whether the person was known or not. */
  @Post('resolve')
  @HttpCode(200)
  @Allow('officer', 'learning-centre', 'counsellor')
  @ApiOkResponse({ type: ResolveAnswer })
  async resolve(@Body() { personnummer }: ResolveDto): Promise<ResolveAnswer> {
    return { candidate: await this.candidates.resolve(personnummer) };
  }

  @Post()
  @Allow('officer')
  @Creates()
  async register(
    @Body() { identity, facts, linksEvidence }: RegisterDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() idempotency: Idempotency | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ChangeAnswer> {
    const { name, personnummer: number, email, phone, address } = identity;
    const known = { name, number, email, phone, address };
    const done = await this.candidates.register(known, factsOf(facts), linksEvidence ?? false, actor, idempotency);
    return answer(response, done);
  }

  /** The persons that one's own organisation answers for. */
  @Get()
  @Allow('officer')
  async page(@Query() { limit, cursor }: PageQuery, @CurrentActor() actor: Actor) {
    const page = await this.candidates.store.page(cursor, limit, { organisation: actor.organisation ?? '' });
    return { items: page.items.map((row) => candidateProfileOf(row.state, row)), next: page.next ?? null };
  }

  @Get(':id')
  @Allow('officer')
  async get(@IdParam() id: string, @Res({ passthrough: true }) response: Response) {
    const row = await this.candidates.store.get(id);
    tag(response, row);
    return candidateProfileOf(row.state, row);
  }

  /** Who the person is: the vault's only way out. */
  @Get(':id/identity')
  @Allow('officer')
  async identity(@IdParam() id: string, @CurrentActor() actor: Actor, @Res({ passthrough: true }) response: Response) {
    response.setHeader('Cache-Control', 'no-store');
    return this.candidates.identity(id, actor);
  }

  @Put(':id/facts')
  @Allow('officer')
  @Changes()
  async changeFacts(
    @IdParam() id: string,
    @IfMatch() ifMatch: number,
    @CurrentActor() actor: Actor,
    @Body() facts: ProfileFactsDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ChangeAnswer> {
    return answer(response, await this.candidates.changeFacts(id, ifMatch, factsOf(facts), actor));
  }

  /** Records the person's yes or no to linking what others record of them. */
  @Put(':id/evidence-link')
  @Allow('officer')
  @Changes()
  async linkEvidence(
    @IdParam() id: string,
    @IfMatch() ifMatch: number,
    @CurrentActor() actor: Actor,
    @Body() { yes }: LinkEvidenceDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ChangeAnswer> {
    return answer(response, await this.candidates.linkEvidence(id, ifMatch, yes, actor));
  }

  @Post(':id/pause')
  @HttpCode(200)
  @Allow('officer')
  @Changes()
  async pause(
    @IdParam() id: string,
    @IfMatch() ifMatch: number,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ChangeAnswer> {
    return answer(response, await this.candidates.pause(id, ifMatch, actor));
  }

  @Post(':id/resume')
  @HttpCode(200)
  @Allow('officer')
  @Changes()
  async resume(
    @IdParam() id: string,
    @IfMatch() ifMatch: number,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ChangeAnswer> {
    return answer(response, await this.candidates.resume(id, ifMatch, actor));
  }

  /** Erases identity and facts; the other services follow the event. */
  @Delete(':id')
  @Allow('officer', 'administrator')
  @Changes()
  async erase(
    @IdParam() id: string,
    @IfMatch() ifMatch: number,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ChangeAnswer> {
    return answer(response, await this.candidates.erase(id, ifMatch, actor));
  }
}
