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
import { ApiTags } from '@nestjs/swagger';
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

  /** Gives the pseudonymous id of a number, the same way whether the person was known or not. */
  @Post('resolve')
  @Does({ officer: 'any', 'learning-centre': 'any', counsellor: 'any' }, Resolved)
  async resolve(@Body() { personnummer }: ResolveDto, @CurrentActor() actor: Actor) {
    const [candidate] = await this.people.resolve([personnummer], actor);
    return { candidate };
  }

  /** The same for a list; a wrong number takes no right one with it, and is never repeated. */
  @Post('resolve-list')
  @Does({ officer: 'any', 'learning-centre': 'any', counsellor: 'any' }, ResolvedList)
  async resolveList(
    @Body() { numbers }: ResolveListDto,
    @CurrentActor() actor: Actor,
    @Headers('accept-language') accepted: string | undefined,
  ) {
    return { items: await this.people.resolveEach(numbers, actor, languageOf(accepted)) };
  }

  @Post()
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

  /** The persons that one's own organisation answers for, and those that others share with it. */
  @Get()
  @Reads({ officer: 'shared', coordinator: 'shared', counsellor: 'shared' }, PersonPage)
  @ShowsPersons('matching', shownIds)
  page(@Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return this.people.store.list(query, actor, personOf);
  }

  /** Those of one's own organisation in whose name the text occurs. */
  @Post('search')
  @Does({ officer: 'own' }, FoundPersonList)
  @ShowsPersons('contact', theirPersons)
  @Header('Cache-Control', 'no-store')
  async search(@Body() { name }: SearchDto, @CurrentActor() actor: Actor) {
    return { items: await this.people.search(name, actor) };
  }

  @Get(':id')
  @Reads({ officer: 'shared', coordinator: 'shared', counsellor: 'shared' }, Person)
  @ShowsPersons<{ id: string }>('matching', ({ id }) => [id])
  get(@IdParam() id: string, @CurrentActor() actor: Actor) {
    return this.people.store.show(id, actor, personOf);
  }

  /** Who the person is: the vault's way out, for the organisation that answers for them. */
  @Get(':id/identity')
  @Reads({ officer: 'own' }, Identity)
  @ShowsPersons(null, (_: unknown, { params }) => [String(params.id)])
  @Header('Cache-Control', 'no-store')
  identity(@IdParam() id: string, @CurrentActor() actor: Actor) {
    return this.people.identity(id, actor);
  }

  /** All that this service holds on a person, who that is included: for an officer of the organisation that answers; for an administrator where none does any more, and another administrator approved. */
  @Get(':id/export')
  @Reads({ officer: 'own', administrator: 'any' }, CandidatesExport)
  @ShowsPersons('oversight', (_: unknown, { params }) => [String(params.id)])
  @Header('Cache-Control', 'no-store')
  async export(@IdParam() id: string, @CurrentActor() actor: Actor) {
    await this.exports.assertMayExport(id, actor);
    return heldOn(id, this.personal, this.reads);
  }

  @Put(':id/identity')
  @Changes({ officer: 'own' })
  changeIdentity(@CurrentTarget() target: Target, @Body() dto: IdentityDto) {
    return this.people.changeIdentity(target, identityOf(dto));
  }

  @Put(':id/facts')
  @Changes({ officer: 'own' })
  changeFacts(@CurrentTarget() target: Target, @Body() facts: ProfileFactsDto) {
    return this.people.store.change(target, changeFacts(factsOf(facts), this.reference));
  }

  /** Records the person's yes or no to linking what others record of them. */
  @Put(':id/evidence-link')
  @Changes({ officer: 'own' })
  linkEvidence(@CurrentTarget() target: Target, @Body() { yes, how, day }: EvidenceLinkDto) {
    return this.people.linkEvidence(target, { yes, how: how ?? 'oral', day });
  }

  /** Lets another organisation, or a group of them, see the person's facts and matches; not who it is. */
  @Post(':id/share')
  @Changes({ officer: 'own' })
  share(@CurrentTarget() target: Target, @Body() { with: other }: ShareDto) {
    return this.people.share(target, other);
  }

  @Post(':id/unshare')
  @Changes({ officer: 'own' })
  unshare(@CurrentTarget() target: Target, @Body() { with: other }: ShareDto) {
    return this.people.store.change(target, unshare(other));
  }

  /** Protected identity: from now on nothing of the person leaves this service. */
  @Put(':id/protection')
  @Changes({ officer: 'own' })
  protect(@CurrentTarget() target: Target, @Body() { protectedIdentity }: ProtectDto) {
    return this.people.store.change(target, protect(protectedIdentity));
  }

  @Post(':id/pause')
  @Changes({ officer: 'own' })
  pause(@CurrentTarget() target: Target) {
    return this.people.store.change(target, pause);
  }

  @Post(':id/resume')
  @Changes({ officer: 'own' })
  resume(@CurrentTarget() target: Target) {
    return this.people.store.change(target, resume);
  }

  @Post(':id/close')
  @Changes({ officer: 'own' })
  close(@CurrentTarget() target: Target, @Body() { because }: CloseDto) {
    return this.people.store.change(target, close(because));
  }

  @Post(':id/reactivate')
  @Changes({ officer: 'own' })
  reactivate(@CurrentTarget() target: Target) {
    return this.people.store.change(target, reactivate);
  }

  /** Erases the person everywhere (version 0: one who was never registered, but recorded on); GET /v1/candidates/erasures/:id tells how far that is. */
  @Delete(':id')
  @Changes({ officer: 'own', administrator: 'any' })
  erase(@CurrentTarget() target: Target) {
    return this.erasure.erase(target);
  }

  /** Who looked at the person in this service, when and what for. */
  @Get(':id/reads')
  @Reads({ officer: 'own', administrator: 'any' }, LookList)
  async readsOf(@IdParam() id: string, @CurrentActor() actor: Actor): Promise<{ items: Look[] }> {
    await this.people.store.get(id, actor);
    return { items: await this.reads.of(id) };
  }
}
