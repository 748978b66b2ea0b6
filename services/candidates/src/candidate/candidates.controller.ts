import { type Actor, CurrentActor } from '@lotsen/access';
import {
  CandidatesExport,
  FoundPersonList,
  Identity,
  type Look,
  LookList,
  Person,
  PersonPage,
  Resolved,
  ResolvedList,
} from '@lotsen/api';
import {
  Changes,
  Creates,
  CurrentOrigin,
  CurrentTarget,
  Does,
  heldOn,
  IdParam,
  languageOf,
  type Origin,
  PageQuery,
  PERSONAL_DATA,
  type PersonalData,
  ReadLog,
  Reads,
  ShowsPersons,
  type Target,
  theirPersons,
} from '@lotsen/platform';
import { Reference } from '@lotsen/reference';
import { Body, Controller, Delete, Get, Header, Headers, Inject, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AccessExports } from '../access-export/access-exports.js';
import { personOf } from './candidate.answers.js';
import { changeFacts, close, pause, protect, reactivate, resume, unshare } from './candidate.js';
import {
  CloseDto,
  EvidenceLinkDto,
  IdentityDto,
  identityOf,
  ProtectDto,
  RegisterDto,
  ResolveDto,
  ResolveListDto,
  SearchDto,
  ShareDto,
} from './dto/person.dto.js';
import { factsOf, ProfileFactsDto } from './dto/profile-facts.dto.js';
import { People } from './people.js';
import { PersonErasure } from './person-erasure.js';

const shownIds = ({ items }: { items: readonly { id: string }[] }) => items.map(({ id }) => id);

@ApiTags('candidates')
@Controller('v1/candidates')
export class CandidatesController {
  constructor(
    private readonly people: People,
    private readonly reference: Reference,
    private readonly reads: ReadLog,
    private readonly exports: AccessExports,
    private readonly erasure: PersonErasure,
    @Inject(PERSONAL_DATA) private readonly personal: readonly PersonalData[],
  ) {}

  @Post('resolve')
  @ApiOperation({
    summary: 'Gives the random id of the person who has an identity number.',
    description: 'The answer is the same whether the person was known or not.',
  })
  @Does({ officer: 'any', 'learning-centre': 'any', counsellor: 'any' }, Resolved)
  async resolve(@Body() { personnummer }: ResolveDto, @CurrentActor() actor: Actor) {
    const [candidate] = await this.people.resolve([personnummer], actor);
    return { candidate };
  }

  @Post('resolve-list')
  @ApiOperation({
    summary: 'Gives the random ids of the persons who have these identity numbers.',
    description: 'A wrong number is rejected alone, and is never repeated in the answer.',
  })
  @Does({ officer: 'any', 'learning-centre': 'any', counsellor: 'any' }, ResolvedList)
  async resolveList(
    @Body() { numbers }: ResolveListDto,
    @CurrentActor() actor: Actor,
    @Headers('accept-language') accepted: string | undefined,
  ) {
    return { items: await this.people.resolveEach(numbers, actor, languageOf(accepted)) };
  }

  @Post()
  @ApiOperation({ summary: 'Registers a person as a job seeker.' })
  @Creates({ officer: 'own' })
  register(@Body() dto: RegisterDto, @CurrentOrigin() origin: Origin) {
    const { identity, facts, linksEvidence, protectedIdentity } = dto;
    return this.people.register(
      {
        identity: identityOf(identity),
        facts: factsOf(facts),
        linksEvidence: linksEvidence ?? false,
        protectedIdentity: protectedIdentity ?? false,
      },
      origin,
    );
  }

  @Get()
  @ApiOperation({
    summary: "Lists the persons whom one's own organisation answers for, and those who are shared with it.",
  })
  @Reads({ officer: 'shared', coordinator: 'shared', counsellor: 'shared' }, PersonPage)
  @ShowsPersons('matching', shownIds)
  page(@Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return this.people.store.list(query, actor, personOf);
  }

  @Post('search')
  @ApiOperation({ summary: "Finds persons of one's own organisation by a part of their name." })
  @Does({ officer: 'own' }, FoundPersonList)
  @ShowsPersons('contact', theirPersons)
  @Header('Cache-Control', 'no-store')
  async search(@Body() { name }: SearchDto, @CurrentActor() actor: Actor) {
    return { items: await this.people.search(name, actor) };
  }

  @Get(':id')
  @ApiOperation({ summary: 'Shows the facts of a person; not who it is.' })
  @Reads({ officer: 'shared', coordinator: 'shared', counsellor: 'shared' }, Person)
  @ShowsPersons<{ id: string }>('matching', ({ id }) => [id])
  get(@IdParam() id: string, @CurrentActor() actor: Actor) {
    return this.people.store.show(id, actor, personOf);
  }

  @Get(':id/identity')
  @ApiOperation({
    summary: 'Shows who a person is: name, number and contact.',
    description: 'Only to the organisation that answers for the person. Every look is recorded.',
  })
  @Reads({ officer: 'own' }, Identity)
  @ShowsPersons(null, (_: unknown, { params }) => [String(params.id)])
  @Header('Cache-Control', 'no-store')
  identity(@IdParam() id: string, @CurrentActor() actor: Actor) {
    return this.people.identity(id, actor);
  }

  @Get(':id/export')
  @ApiOperation({
    summary: 'Shows all that this service holds on a person, identity included.',
    description:
      'For an officer of the organisation that answers for the person; where none does any more, for an administrator whose request another administrator approved.',
  })
  @Reads({ officer: 'own', administrator: 'any' }, CandidatesExport)
  @ShowsPersons('oversight', (_: unknown, { params }) => [String(params.id)])
  @Header('Cache-Control', 'no-store')
  async export(@IdParam() id: string, @CurrentActor() actor: Actor) {
    await this.exports.assertMayExport(id, actor);
    return heldOn(id, this.personal, this.reads);
  }

  @Put(':id/identity')
  @ApiOperation({ summary: "Changes a person's name, number or contact." })
  @Changes({ officer: 'own' })
  changeIdentity(@CurrentTarget() target: Target, @Body() dto: IdentityDto) {
    return this.people.changeIdentity(target, identityOf(dto));
  }

  @Put(':id/facts')
  @ApiOperation({ summary: 'Replaces the facts that a person is matched by.' })
  @Changes({ officer: 'own' })
  changeFacts(@CurrentTarget() target: Target, @Body() facts: ProfileFactsDto) {
    return this.people.store.change(target, changeFacts(factsOf(facts), this.reference));
  }

  @Put(':id/evidence-link')
  @ApiOperation({ summary: "Records the person's yes or no to linking what others record of them." })
  @Changes({ officer: 'own' })
  linkEvidence(@CurrentTarget() target: Target, @Body() { yes, how, day }: EvidenceLinkDto) {
    return this.people.linkEvidence(target, { yes, how: how ?? 'oral', day });
  }

  @Post(':id/share')
  @ApiOperation({
    summary: "Lets another organisation, or a group of organisations, see a person's facts and matches; not who it is.",
  })
  @Changes({ officer: 'own' })
  share(@CurrentTarget() target: Target, @Body() { with: other }: ShareDto) {
    return this.people.share(target, other);
  }

  @Post(':id/unshare')
  @ApiOperation({ summary: "Ends that an organisation, or a group, sees a person's facts and matches." })
  @Changes({ officer: 'own' })
  unshare(@CurrentTarget() target: Target, @Body() { with: other }: ShareDto) {
    return this.people.store.change(target, unshare(other));
  }

  @Put(':id/protection')
  @ApiOperation({
    summary: 'Marks a person as having a protected identity.',
    description: 'From then on nothing of the person leaves this service.',
  })
  @Changes({ officer: 'own' })
  protect(@CurrentTarget() target: Target, @Body() { protectedIdentity }: ProtectDto) {
    return this.people.store.change(target, protect(protectedIdentity));
  }

  @Post(':id/pause')
  @ApiOperation({ summary: 'Pauses the matching of a person.' })
  @Changes({ officer: 'own' })
  pause(@CurrentTarget() target: Target) {
    return this.people.store.change(target, pause);
  }

  @Post(':id/resume')
  @ApiOperation({ summary: 'Resumes the matching of a paused person.' })
  @Changes({ officer: 'own' })
  resume(@CurrentTarget() target: Target) {
    return this.people.store.change(target, resume);
  }

  @Post(':id/close')
  @ApiOperation({ summary: "Closes a person's registration." })
  @Changes({ officer: 'own' })
  close(@CurrentTarget() target: Target, @Body() { because }: CloseDto) {
    return this.people.store.change(target, close(because));
  }

  @Post(':id/reactivate')
  @ApiOperation({ summary: 'Reactivates a closed registration.' })
  @Changes({ officer: 'own' })
  reactivate(@CurrentTarget() target: Target) {
    return this.people.store.change(target, reactivate);
  }

  @Delete(':id')
  @ApiOperation({
    summary: 'Erases a person in every service.',
    description:
      'Version 0 erases one who was never registered, but on whom something was recorded. GET /v1/candidates/erasures/{id} shows how far the erasure is.',
  })
  @Changes({ officer: 'own', administrator: 'any' })
  erase(@CurrentTarget() target: Target) {
    return this.erasure.erase(target);
  }

  @Get(':id/reads')
  @ApiOperation({ summary: 'Shows who looked at a person in this service, when, and for what purpose.' })
  @Reads({ officer: 'own', administrator: 'any' }, LookList)
  async readsOf(@IdParam() id: string, @CurrentActor() actor: Actor): Promise<{ items: Look[] }> {
    await this.people.store.get(id, actor);
    return { items: await this.reads.of(id) };
  }
}
