import type { Actor } from '@lotsen/access';
import { Refused } from '@lotsen/persistence';
import { isOwnOrShared, isResolvedBy, type KnownPerson, noSuchPerson, Persons } from '@lotsen/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/**
 * Of whom an organisation may record something: those whose number it gave, registered or not, and those who are its own or
 * shared with it. To resolve is blind: what it may record tells nothing of who is registered.
 */
@Injectable()
export class RecordedPersons {
  constructor(private readonly persons: Persons) {}

  /** Of which of these, as it is now. Waits a little for those whose numbers were given a moment ago. */
  awaitRight(candidates: readonly string[], actor: Actor): Promise<ReadonlySet<string>> {
    return this.persons.awaitRight(candidates, (person) => mayRecord(person, actor));
  }

  /** @throws Refused, in the transaction in which something of the person is written */
  async assertMayRecord(manager: EntityManager, candidate: string, actor: Actor): Promise<void> {
    const person = await this.persons.locked(manager, candidate);
    if (!person || !mayRecord(person, actor)) throw new Refused(noSuchPerson);
  }

  /** Of which of these. Call it under lockCandidates. */
  async among(manager: EntityManager, candidates: readonly string[], actor: Actor): Promise<ReadonlySet<string>> {
    const known = await this.persons.find(manager, candidates);
    return new Set([...known.values()].filter((person) => mayRecord(person, actor)).map(({ id }) => id));
  }
}

const mayRecord = (person: KnownPerson, actor: Actor) => isResolvedBy(person, actor) || isOwnOrShared(person, actor);
