import { type Actor, CurrentActor, everyRole } from '@lotsen/access';
import { OrganisationGroup, OrganisationGroupPage } from '@lotsen/api';
import { headed } from '@lotsen/persistence';
import {
  Changes,
  Creates,
  CurrentOrigin,
  CurrentTarget,
  IdListField,
  IdParam,
  type Origin,
  PageQuery,
  Reads,
  type Target,
  TextField,
  YesNoField,
} from '@lotsen/platform';
import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { dissolve, type GroupContent } from './group.js';
import { GroupStore } from './group.store.js';
import { Groups } from './groups.js';

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
    private readonly groups: Groups,
    private readonly store: GroupStore,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Forms a group of organisations.' })
  @Creates({ administrator: 'any' })
  form(@Body() dto: GroupDto, @CurrentOrigin() origin: Origin) {
    return this.groups.form(contentOf(dto), origin);
  }

  @Put(':id')
  @ApiOperation({ summary: 'Changes the name or the members of a group.' })
  @Changes({ administrator: 'any' })
  change(@CurrentTarget() target: Target, @Body() dto: GroupDto) {
    return this.groups.change(target, contentOf(dto));
  }

  @Post(':id/dissolve')
  @ApiOperation({ summary: 'Dissolves a group.' })
  @Changes({ administrator: 'any' })
  dissolve(@CurrentTarget() target: Target) {
    return this.store.change(target, dissolve);
  }

  @Get()
  @ApiOperation({ summary: 'Lists the groups of organisations.' })
  @Reads(everyRole('any'), OrganisationGroupPage)
  page(@Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return this.store.list(query, actor, headed);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Shows a group.' })
  @Reads(everyRole('any'), OrganisationGroup)
  get(@IdParam() id: string, @CurrentActor() actor: Actor) {
    return this.store.show(id, actor, headed);
  }
}
