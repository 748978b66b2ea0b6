import { type Actor, CurrentActor } from '@lotsen/access';
import { Supervisor, SupervisorPage } from '@lotsen/api';
import { headed } from '@lotsen/persistence';
import {
  Changes,
  Creates,
  CurrentOrigin,
  CurrentTarget,
  IdField,
  IdParam,
  NumberField,
  Organisations,
  type Origin,
  PageQuery,
  Reads,
  type Target,
  TextField,
} from '@lotsen/platform';
import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { PlacementRoom } from '../placement/room.js';
import { change, leave, register, type SupervisorContent } from './supervisor.js';
import { SupervisorStore } from './supervisor.store.js';

export class SupervisorDto {
  @TextField(40, "The workplace's own mark (such as: handledare 3); no name.")
  mark!: string;

  @IdField('workplace', { optional: true })
  workplace?: string;

  @NumberField(1, 3, { description: 'Training step.' })
  step!: 1 | 2 | 3;

  @NumberField(1, 20, { description: 'How many they take at once.' })
  most!: number;
}

const contentOf = ({ mark, workplace, step, most }: SupervisorDto): SupervisorContent => ({
  mark,
  workplace: workplace ?? null,
  step,
  most,
});

const workplaces = { employer: 'own', coordinator: 'own' } as const;

@ApiTags('supervisors')
@Controller('v1/placements/supervisors')
export class SupervisorsController {
  constructor(
    private readonly supervisors: SupervisorStore,
    private readonly room: PlacementRoom,
    private readonly organisations: Organisations,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Registers a supervisor at a workplace.' })
  @Creates(workplaces)
  register(@Body() dto: SupervisorDto, @CurrentOrigin() origin: Origin) {
    this.organisations.assertWorkplace(dto.workplace, origin.actor.organisation);
    return this.supervisors.create(origin, register(contentOf(dto), origin.actor.organisation));
  }

  @Put(':id')
  @ApiOperation({ summary: 'Changes what is said of a supervisor.' })
  @Changes(workplaces)
  change(@CurrentTarget() target: Target, @Body() dto: SupervisorDto) {
    this.organisations.assertWorkplace(dto.workplace, target.actor.organisation);
    return this.supervisors.change(target, change(contentOf(dto)), {
      also: (manager) => this.room.refresh(manager, [target.id]),
    });
  }

  @Post(':id/leave')
  @ApiOperation({ summary: 'Records that a supervisor has left.' })
  @Changes(workplaces)
  leave(@CurrentTarget() target: Target) {
    return this.supervisors.change(target, leave, {
      also: (manager) => this.room.refresh(manager, [target.id]),
    });
  }

  @Get()
  @ApiOperation({ summary: "Lists the supervisors of one's own workplaces." })
  @Reads({ ...workplaces, supervisor: 'own' }, SupervisorPage)
  page(@Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return this.supervisors.list(query, actor, headed);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Shows a supervisor.' })
  @Reads({ ...workplaces, supervisor: 'own' }, Supervisor)
  get(@IdParam() id: string, @CurrentActor() actor: Actor) {
    return this.supervisors.show(id, actor, headed);
  }
}
