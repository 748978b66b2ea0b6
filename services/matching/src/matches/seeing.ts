import type { Actor } from '@lotsen/access';
import type { Seen } from '@lotsen/matching-engine';
import { covers, Refused } from '@lotsen/persistence';
import { Organisations } from '@lotsen/platform';
import { Injectable } from '@nestjs/common';
import { FactBase } from '../facts/fact-base.js';

/** Decides which persons an actor may see. */
@Injectable()
export class Seeing {
  constructor(
    private readonly facts: FactBase,
    private readonly organisations: Organisations,
  ) {}

  /** Whom the actor may see: their own organisation's persons, and those that are shared with it. */
  seen({ scope, organisation, shares }: Actor): Seen {
    if (scope === 'any') return 'all';
    // An actor without an organisation sees nobody.
    return { organisation: organisation ?? '', shares: scope === 'shared' ? shares : [] };
  }

  maySee(person: string, actor: Actor): boolean {
    const profile = this.facts.candidates.get(person);
    return profile !== undefined && covers(actor, [profile]);
  }

  /** Whether an organisation is responsible for a person, or the person is shared with it. Does not depend on the caller. */
  isSeenBy(organisation: string, person: string): boolean {
    const profile = this.facts.candidates.get(person);
    const shares = this.organisations.sharesOf(organisation);
    return profile !== undefined && covers({ organisation, scope: 'shared', shares, peers: [] }, [profile]);
  }

  /**
   * Whether an answer may show the actor that this service knows an id. Yes for the id of a person whom the actor's
   * organisation may see, for that of a record about such a person, and for any that is not about a person.
   */
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

/** The same refusal for an unknown person and for one whom the actor may not see, so that it does not reveal which. */
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
