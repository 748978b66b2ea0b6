import { type Actor, CurrentActor } from '@lotsen/access';
import { Booking, BookingPage } from '@lotsen/api';
import { headed } from '@lotsen/persistence';
import {
  Changes,
  Creates,
  CurrentOrigin,
  CurrentTarget,
  IdParam,
  itsPerson,
  type Origin,
  PageQuery,
  Reads,
  ShowsPersons,
  type Target,
  theirPersons,
} from '@lotsen/platform';
import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  AgreementDto,
  AssignDto,
  BookDto,
  CancelDto,
  ConfirmDto,
  EndDto,
  InterruptDto,
  RenewDto,
  SignDto,
} from './booking.dto.js';
import { agree, interrupt, resume } from './booking.js';
import { Bookings } from './bookings.js';

const arrangers = { officer: 'own', coordinator: 'own', 'learning-centre': 'own' } as const;
const bothSides = { ...arrangers, employer: 'own', supervisor: 'own' } as const;

@ApiTags('bookings')
@Controller('v1/placements/bookings')
export class BookingsController {
  constructor(private readonly bookings: Bookings) {}

  @Post()
  @ApiOperation({
    summary: 'Books a place at a practice placement for a person.',
    description: 'The person has said yes; who heard it, and when, is recorded.',
  })
  @Creates(arrangers)
  book(@Body() dto: BookDto, @CurrentOrigin() origin: Origin) {
    const { candidate, placement, need, start, end, hoursPlanned, supervisor, personSaidYes } = dto;
    return this.bookings.book(
      {
        candidate,
        placement,
        need: need ?? null,
        start: start ?? null,
        end: end ?? null,
        hoursPlanned: hoursPlanned ?? null,
        supervisor: supervisor ?? null,
        yes: this.bookings.noted(personSaidYes, origin.actor),
      },
      origin,
    );
  }

  @Post(':id/sign')
  @ApiOperation({
    summary: 'Records a signature on a booking.',
    description: "The workplace records its own; whoever arranged the booking, the others'.",
  })
  @Changes(bothSides)
  sign(@CurrentTarget() target: Target, @Body() { party, ...signature }: SignDto) {
    return this.bookings.sign(target, party, signature);
  }

  @Put(':id/agreement')
  @ApiOperation({ summary: 'Changes the agreement of a booking: insurer, risk assessment, confidentiality.' })
  @Changes({ officer: 'own', coordinator: 'own', 'learning-centre': 'own', employer: 'own' })
  agree(@CurrentTarget() target: Target, @Body() { insurer, riskAssessedOn, confidentialityOn }: AgreementDto) {
    return this.bookings.store.change(
      target,
      agree({
        ...(insurer ? { insurer: { kind: insurer.kind, reference: insurer.reference } } : {}),
        ...(riskAssessedOn ? { riskAssessedOn } : {}),
        ...(confidentialityOn ? { confidentialityOn } : {}),
      }),
    );
  }

  @Put(':id/supervisor')
  @ApiOperation({ summary: 'Assigns a supervisor to a booking, as its workplace.' })
  @Changes({ employer: 'own', supervisor: 'own' })
  assign(@CurrentTarget() target: Target, @Body() { supervisor }: AssignDto) {
    return this.bookings.assign(target, supervisor);
  }

  @Post(':id/start')
  @ApiOperation({
    summary: 'Starts a booked placement.',
    description: 'Refused where something is missing; the refusal names it.',
  })
  @Changes(bothSides)
  start(@CurrentTarget() target: Target) {
    return this.bookings.start(target);
  }

  @Post(':id/interrupt')
  @ApiOperation({ summary: 'Interrupts a placement.' })
  @Changes(bothSides)
  interrupt(@CurrentTarget() target: Target, @Body() { because }: InterruptDto) {
    return this.bookings.store.change(target, interrupt(because));
  }

  @Post(':id/resume')
  @ApiOperation({ summary: 'Resumes an interrupted placement.' })
  @Changes(bothSides)
  resume(@CurrentTarget() target: Target) {
    return this.bookings.store.change(target, resume);
  }

  @Post(':id/end')
  @ApiOperation({
    summary: 'Ends a placement with its assessment: completed, partly completed (with the hours), or did not come.',
  })
  @Changes(bothSides)
  end(@CurrentTarget() target: Target, @Body() { result, hoursDone, ledToJob }: EndDto) {
    return this.bookings.end(target, { result, hoursDone: hoursDone ?? null, ledToJob: ledToJob ?? null });
  }

  @Post(':id/confirm-skills')
  @ApiOperation({
    summary: 'Confirms skills that a person has shown at the workplace, as the supervisor.',
    description: 'They become evidence; a grade they never are.',
  })
  @Changes({ supervisor: 'own' })
  confirm(@CurrentTarget() target: Target, @Body() { skills }: ConfirmDto) {
    return this.bookings.confirm(target, skills ?? []);
  }

  @Post(':id/cancel')
  @ApiOperation({ summary: 'Cancels a booking that has not started.' })
  @Changes(bothSides)
  cancel(@CurrentTarget() target: Target, @Body() { because }: CancelDto) {
    return this.bookings.cancel(target, because);
  }

  @Post(':id/renew')
  @ApiOperation({ summary: 'Books the time that follows at the same placement.' })
  @Changes(arrangers)
  renew(@CurrentTarget() target: Target, @CurrentOrigin() origin: Origin, @Body() { until, personSaidYes }: RenewDto) {
    return this.bookings.renew(target, until, this.bookings.noted(personSaidYes, target.actor), origin);
  }

  @Get()
  @ApiOperation({
    summary: "Lists the bookings that one's own organisation arranged, or that are at its workplaces.",
    description: 'A coordinator sees those of all organisations of their groups.',
  })
  @Reads({ ...bothSides, coordinator: 'shared' }, BookingPage)
  @ShowsPersons('placement', theirPersons)
  page(@Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return this.bookings.store.list(query, actor, headed);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Shows a booking.' })
  @Reads({ ...bothSides, coordinator: 'shared' }, Booking)
  @ShowsPersons('placement', itsPerson)
  get(@IdParam() id: string, @CurrentActor() actor: Actor) {
    return this.bookings.store.show(id, actor, headed);
  }
}
