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
import { ApiTags } from '@nestjs/swagger';
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

  /** Books a place for a person who said yes. */
  @Post()
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

  /** Notes a signature: the workplace's by the workplace, the others' by whoever arranged it. */
  @Post(':id/sign')
  @Changes(bothSides)
  sign(@CurrentTarget() target: Target, @Body() { party, ...signature }: SignDto) {
    return this.bookings.sign(target, party, signature);
  }

  /** What an agreement needs: insurer, risk assessment, confidentiality; each as it comes. */
  @Put(':id/agreement')
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

  /** Names the supervisor: the workplace's own matter. */
  @Put(':id/supervisor')
  @Changes({ employer: 'own', supervisor: 'own' })
  assign(@CurrentTarget() target: Target, @Body() { supervisor }: AssignDto) {
    return this.bookings.assign(target, supervisor);
  }

  /** What is missing stops the start, by name. */
  @Post(':id/start')
  @Changes(bothSides)
  start(@CurrentTarget() target: Target) {
    return this.bookings.start(target);
  }

  @Post(':id/interrupt')
  @Changes(bothSides)
  interrupt(@CurrentTarget() target: Target, @Body() { because }: InterruptDto) {
    return this.bookings.store.change(target, interrupt(because));
  }

  @Post(':id/resume')
  @Changes(bothSides)
  resume(@CurrentTarget() target: Target) {
    return this.bookings.store.change(target, resume);
  }

  /** Ends it with the assessment: completed, partly (with the hours), or did not come. */
  @Post(':id/end')
  @Changes(bothSides)
  end(@CurrentTarget() target: Target, @Body() { result, hoursDone, ledToJob }: EndDto) {
    return this.bookings.end(target, { result, hoursDone: hoursDone ?? null, ledToJob: ledToJob ?? null });
  }

  /** The supervisor confirms skills: evidence at the workplace, never a grade. */
  @Post(':id/confirm-skills')
  @Changes({ supervisor: 'own' })
  confirm(@CurrentTarget() target: Target, @Body() { skills }: ConfirmDto) {
    return this.bookings.confirm(target, skills ?? []);
  }

  @Post(':id/cancel')
  @Changes(bothSides)
  cancel(@CurrentTarget() target: Target, @Body() { because }: CancelDto) {
    return this.bookings.cancel(target, because);
  }

  /** Books the time after it at the same placement. */
  @Post(':id/renew')
  @Changes(arrangers)
  renew(@CurrentTarget() target: Target, @CurrentOrigin() origin: Origin, @Body() { until, personSaidYes }: RenewDto) {
    return this.bookings.renew(target, until, this.bookings.noted(personSaidYes, target.actor), origin);
  }

  /** The bookings that one's organisation arranged, or that are at its workplaces; a coordinator's, those of the group. */
  @Get()
  @Reads({ ...bothSides, coordinator: 'shared' }, BookingPage)
  @ShowsPersons('placement', theirPersons)
  page(@Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return this.bookings.store.list(query, actor, headed);
  }

  @Get(':id')
  @Reads({ ...bothSides, coordinator: 'shared' }, Booking)
  @ShowsPersons('placement', itsPerson)
  get(@IdParam() id: string, @CurrentActor() actor: Actor) {
    return this.bookings.store.show(id, actor, headed);
  }
}
