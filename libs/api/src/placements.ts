import { BookingState, PlacementNeedState, PlacementState } from '@lotsen/contracts/states';
import { type Static, Type } from '@sinclair/typebox';
import {
  Day,
  Id,
  named,
  nullable,
  OrganisationId,
  oneOf,
  pageOf,
  shape,
  someOf,
  staged,
  stateAnswer,
  text,
} from './schema.js';
import { cancellations, insurers, interruptions, parties, signatureWays } from './words.js';

export const Placement = stateAnswer('Placement', PlacementState, {});
export type Placement = Static<typeof Placement>;
export const PlacementPage = pageOf(Placement);

export const PlacementNeed = stateAnswer('PlacementNeed', PlacementNeedState, {});
export type PlacementNeed = Static<typeof PlacementNeed>;
export const PlacementNeedPage = pageOf(PlacementNeed);

/** A supervisor at a workplace, known by the workplace's own mark and not by name. */
export const Supervisor = named(
  'Supervisor',
  shape({
    ...staged('active', 'left'),
    mark: text,
    workplace: nullable(Id),
    organisation: nullable(OrganisationId),
    step: Type.Integer({ minimum: 1, maximum: 3 }),
    most: Type.Integer({ minimum: 1, maximum: 20 }),
    charges: Type.Array(named('Charge', shape({ booking: Id, placement: Id, start: Day, end: Day }))),
  }),
);
export type Supervisor = Static<typeof Supervisor>;
export const SupervisorPage = pageOf(Supervisor);

const Signature = named('Signature', shape({ how: oneOf(...signatureWays), day: Day, notedBy: text }));

/** The agreement of a booking, which only its two sides see. */
export const agreement = {
  signatures: someOf(parties, Signature),
  insurer: nullable(shape({ kind: oneOf(...insurers), reference: text })),
  riskAssessedOn: nullable(Day),
  confidentialityOn: nullable(Day),
  interruptedBecause: nullable(oneOf(...interruptions)),
  cancelledBecause: nullable(oneOf(...cancellations)),
};

export const Booking = stateAnswer('Booking', BookingState, agreement);
export type Booking = Static<typeof Booking>;
export const BookingPage = pageOf(Booking);
