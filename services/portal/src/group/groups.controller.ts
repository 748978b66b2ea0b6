import { type Actor, CurrentActor, everyRole } from '@lotsen/access';
import { OrganisationGroup, OrganisationGroupPage } from '@lotsen/api';
import { IdListField, TextField, YesNoField } from '@lotsen/demand';
import { headed, Refused } from '@lotsen/persistence';
import {
  Changes,
  Creates,
  CurrentOrigin,
  CurrentTarget,
  IdParam,
  type Origin,
  PageQuery,
  Reads,
  type Target,
} from '@lotsen/platform';
import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { OrganisationStore } from '../organisation/organisation.store.js';
import { change, dissolve, form, type GroupContent } from './group.js';
import { GroupStore } from './group.store.js';

export class GroupDto {
  @TextField(300)
  name!: string;

  @IdListField('organisation', 500, { optional: false, description: 'Ids of organisations.' })
  members!: string[];

  @YesNoField('Plainly demo data.')
  demo?: boolean;
}

const contentOf = ({ name, members, demo }: GroupDto): GroupContent => ({
  name,
  members: [...new Set(members)],
  demo: demo ?? false,
});

@ApiTags('organisations')
@Controller('v1/portal/groups')
export class GroupsController {
  constructor(
    private readonly groups: GroupStore,
    private readonly organisations: OrganisationStore,
  ) {}

  @Post()
  @Creates({ administrator: 'any' })
  async form(@Body() dto: GroupDto, @CurrentOrigin() origin: Origin) {
    await this.assertMembers(dto);
    return this.groups.create(origin, form(contentOf(dto)));
  }

  @Put(':id')
  @Changes({ administrator: 'any' })
  async change(@CurrentTarget() target: Target, @Body() dto: GroupDto) {
    await this.assertMembers(dto);
    return this.groups.change(target, change(contentOf(dto)));
  }

  /** Whoever registers under an id that a group names already would share with it at once. */
  private async assertMembers({ members }: GroupDto): Promise<void> {
    const unknown = await this.organisations.unknownAmong(members);
    const at = members.findIndex((id) => unknown.has(id));
    if (at < 0) return;
    throw new Refused({
      code: 'unknown-organisation',
      status: 422,
      field: `members.${at}`,
      detail: { sv: 'Det finns ingen sådan organisation.', en: 'There is no such organisation.' },
      hint: { sv: 'Registrera den först.', en: 'Register it first.' },
    });
  }

  @Post(':id/dissolve')
  @Changes({ administrator: 'any' })
  dissolve(@CurrentTarget() target: Target) {
    return this.groups.change(target, dissolve);
  }

  @Get()
  @Reads(everyRole('any'), OrganisationGroupPage)
  page(@Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return this.groups.list(query, actor, headed);
  }

  @Get(':id')
  @Reads(everyRole('any'), OrganisationGroup)
  get(@IdParam() id: string, @CurrentActor() actor: Actor) {
    return this.groups.show(id, actor, headed);
  }
}
