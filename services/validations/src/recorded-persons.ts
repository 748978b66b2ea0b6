import type { Actor } from '@lotsen/access';
import { Refused } from '@lotsen/persistence';
import { isOwnOrShared, isResolvedBy, type KnownPerson, noSuchPerson, Persons } from '@lotsen/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/**
 * Of which persons an organisation may record data: those whose number it gave, registered or not, and those who are
 * its own or shared with it. Resolving is blind, so this right does not reveal who is registered.
 */
@Injectable()
export class RecordedPersons {
  constructor(private readonly persons: Persons) {}

  /**
   * Those of the persons of whom the actor may record data now. Waits briefly for numbers that were given a moment ago,
   * whose events this service may not have consumed yet.
   */
  awaitRight(candidates: readonly string[], actor: Actor): Promise<ReadonlySet<string>> {
    return this.persons.awaitRight(candidates, (person) => mayRecord(person, actor));
  }

  /**
   * Call it in the transaction that writes data of the person.
   * @throws Refused if the actor may not record data of them
   */
  async assertMayRecord(manager: EntityManager, candidate: string, actor: Actor): Promise<void> {
    const person = await this.persons.locked(manager, candidate);
    if (!person || !mayRecord(person, actor)) throw new Refused(noSuchPerson);
  }

  /** Those of the persons of whom the actor may record data. Call it under lockCandidates. */
  async among(manager: EntityManager, candidates: readonly string[], actor: Actor): Promise<ReadonlySet<string>> {
    const known = await this.persons.find(manager, candidates);
    return new Set([...known.values()].filter((person) => mayRecord(person, actor)).map(({ id }) => id));
  }
}

const mayRecord = (person: KnownPerson, actor: Actor) => isResolvedBy(person, actor) || isOwnOrShared(person, actor);
