import type { Actor } from '@lotsen/access';
import type { Seen } from '@lotsen/matching-engine';
import { covers, Refused } from '@lotsen/persistence';
import { Organisations } from '@lotsen/platform';
import { Injectable } from '@nestjs/common';
import { FactBase } from '../facts/fact-base.js';

/** Who may hear of whom. */
@Injectable()
export class Seeing {
  constructor(
    private readonly facts: FactBase,
    private readonly organisations: Organisations,
  ) {}

  /** Whom the actor may see: their own organisation's persons, and those that are shared with it. */
  seen({ scope, organisation, shares }: Actor): Seen {
    if (scope === 'any') return 'all';
    // Whoever acts for no organisation sees nobody.
    return { organisation: organisation ?? '', shares: scope === 'shared' ? shares : [] };
  }

  maySee(person: string, actor: Actor): boolean {
    const profile = this.facts.candidates.get(person);
    return profile !== undefined && covers(actor, [profile]);
  }

  /** Whether an organisation answers for a person, or they are shared with it, whoever asks. */
  isSeenBy(organisation: string, person: string): boolean {
    const profile = this.facts.candidates.get(person);
    const shares = this.organisations.sharesOf(organisation);
    return profile !== undefined && covers({ organisation, scope: 'shared', shares, peers: [] }, [profile]);
  }

  /** Whether the actor may hear that something has come here: of a person, or recorded of one, whom they may see; or of a target. */
  mayKnowOf(id: string, actor: Actor): boolean {
    const { candidates, outcomes, bookings } = this.facts;
    const person = candidates.has(id) ? id : (outcomes.get(id) ?? bookings.get(id))?.candidate;
    return person === undefined || this.maySee(person, { ...actor, scope: 'shared' });
  }

  /** @throws Refused 404 where no active person has the id, or none whom the actor may see */
  assertSees(person: string, actor: Actor): void {
    if (!this.facts.isMatched(person) || !this.maySee(person, actor)) throw noSuchPerson();
  }
}

/** Whoever may not see somebody does not hear whether they are here, either. */
export const noSuchPerson = () =>
  new Refused({
    code: 'no-active-candidate',
    status: 404,
    detail: { sv: 'Ingen aktiv person har det id:t.', en: 'No active person has that id.' },
    hint: {
      sv: 'Pausade och raderade personer matchas inte; en nyss registrerad syns inom en sekund.',
      en: 'Paused and erased persons are not matched; one just registered shows within a second.',
    },
  });
