import { topics } from '@lotsen/contracts';
import { AggregateStore, aggregateEntity, headed } from '@lotsen/persistence';
import { CLOCK, type Clock } from '@lotsen/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Offer } from './offer.js';

export const OfferEntity = aggregateEntity<Offer, { status: string }>('validation_offer', { status: { type: 'text' } });

@Injectable()
export class OfferStore extends AggregateStore<Offer, { status: string }> {
  constructor(source: DataSource, @Inject(CLOCK) clock: Clock) {
    super(
      source,
      {
        name: { sv: 'Erbjudandet', en: 'offer' },
        entity: OfferEntity,
        topic: topics.validationOffer,
        lookup: ({ status }) => ({ status }),
        sides: ({ organisation }) => ({ owner: { organisation } }),
        owned: { by: {} },
        event: headed,
      },
      clock,
    );
  }
}
