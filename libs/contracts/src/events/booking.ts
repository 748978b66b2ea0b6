import { type Static, Type } from '@sinclair/typebox';
import { ConceptId, closed, Day, head, Id, nullable, OrganisationId, oneOf } from '../vocabulary.js';
import { placementKinds } from './placement.js';

export const bookingResults = ['completed', 'partly', 'did-not-come'] as const;

export const BookingV1 = Type.Object(
  {
    ...head('booked', 'started', 'interrupted', 'ended', 'cancelled', 'erased'),
    candidate: Id,
    placement: nullable(Id),
    kind: nullable(oneOf(...placementKinds)),
    need: nullable(Id),
    proposal: nullable(Id),
    start: nullable(Day),
    end: nullable(Day),
    supervisor: nullable(Id),
    /** The booking that this one continues. */
    renewalOf: nullable(Id),
    result: nullable(oneOf(...bookingResults)),
    hoursPlanned: nullable(Type.Integer({ minimum: 0, maximum: 10_000 })),
    hoursDone: nullable(Type.Integer({ minimum: 0, maximum: 10_000 })),
    ledToJob: nullable(Type.Boolean()),
    /** What the supervisor confirmed: evidence, never a grade. */
    confirmedSkills: Type.Array(ConceptId, { maxItems: 100 }),
    confirmedOn: nullable(Day),
    /** The organisation that arranged it; `workplaceOwner` is the one whose workplace it is at. */
    arranger: nullable(OrganisationId),
    workplaceOwner: nullable(OrganisationId),
  },
  { $id: 'urn:lotsen:schema:booking:1', title: 'One person at one placement', ...closed },
);
export type Booking = Static<typeof BookingV1>;
