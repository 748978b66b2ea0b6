import { type Booking as BookingEvent, topics } from '@lotsen/contracts';
import type { AggregateState } from '@lotsen/messaging';
import { AggregateStore, aggregateEntity } from '@lotsen/persistence';
import { CLOCK, type Clock } from '@lotsen/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Booking } from './booking.js';

export interface BookingLookup {
  candidate: string;
  placement: string | null;
  status: string;
  arranger: string | null;
  workplaceOwner: string | null;
}

export const BookingEntity = aggregateEntity<Booking, BookingLookup>('booking', {
  candidate: { type: 'uuid' },
  placement: { type: 'uuid', nullable: true },
  status: { type: 'text' },
  arranger: { type: 'text', nullable: true },
  workplaceOwner: { type: 'text', name: 'workplace_owner', nullable: true },
});

/** What the other services may know of a booking. Left out: signatures, agreement, and why it was broken off. */
export function bookingEventOf(booking: Booking, { id, version }: AggregateState): BookingEvent {
  const {
    signatures: _,
    insurer: _insurer,
    riskAssessedOn: _risk,
    confidentialityOn: _confidentiality,
    interruptedBecause: _interrupted,
    cancelledBecause: _cancelled,
    ...shared
  } = booking;
  return { id, version, ...shared };
}

@Injectable()
export class BookingStore extends AggregateStore<Booking, BookingLookup> {
  constructor(source: DataSource, @Inject(CLOCK) clock: Clock) {
    super(
      source,
      {
        name: { sv: 'Bokningen', en: 'booking' },
        entity: BookingEntity,
        topic: topics.booking,
        lookup: ({ candidate, placement, status, arranger, workplaceOwner }) => ({
          candidate,
          placement,
          status,
          arranger,
          workplaceOwner,
        }),
        sides: ({ arranger, workplaceOwner }) => ({
          arranger: { organisation: arranger, amongPeers: true },
          workplace: { organisation: workplaceOwner },
        }),
        owned: { by: { arranger: 'arranger', workplace: 'workplaceOwner' }, amongPeers: true },
        event: bookingEventOf,
        isGone: ({ status }) => status === 'erased',
      },
      clock,
    );
  }
}
