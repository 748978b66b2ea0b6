import type { Done } from '@lotsen/persistence';
import type { Origin, Target } from '@lotsen/platform';
import { Reference } from '@lotsen/reference';
import { Injectable } from '@nestjs/common';
import { ProfileStore } from '../profile/profile.store.js';
import { change, type Offer, type OfferContent, publish } from './offer.js';
import { OfferStore } from './offer.store.js';

/** Looks up whether the profile of an offer is published, which the decisions on offers need. */
@Injectable()
export class Offers {
  constructor(
    private readonly store: OfferStore,
    private readonly profiles: ProfileStore,
    private readonly reference: Reference,
  ) {}

  async publish(content: OfferContent, origin: Origin): Promise<Done<Offer>> {
    const known = await this.isPublished(content.profile);
    return this.store.create(origin, publish(content, known, origin.actor.organisation, this.reference));
  }

  async change(target: Target, content: OfferContent): Promise<Done<Offer>> {
    const known = await this.isPublished(content.profile);
    return this.store.change(target, change(content, known, this.reference));
  }

  private async isPublished(profile: string): Promise<boolean> {
    return (await this.profiles.find(profile))?.state.status === 'published';
  }
}
