import { randomUUID } from 'node:crypto';
import type { Actor } from '@lotsen/access';
import { type ProfileFacts, topics } from '@lotsen/contracts';
import { AggregateStore, type Done, type Idempotency, Refused } from '@lotsen/persistence';
import { CLOCK, type Clock } from '@lotsen/platform';
import { Reference } from '@lotsen/reference';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Identity, Vault } from '../vault/vault.js';
import { CandidateEntity, type CandidateLookup } from './candidate.entity.js';
import { candidateProfileOf } from './candidate.event.js';
import {
  by,
  type Candidate,
  changeFacts,
  erase,
  linkEvidence,
  mayActFor,
  notYours,
  pause,
  register,
  resume,
} from './candidate.js';

/** Load → decide → save with its event: one line a command. */
@Injectable()
export class CandidatesService {
  readonly store: AggregateStore<Candidate, CandidateLookup>;

  constructor(
    source: DataSource,
    private readonly vault: Vault,
    private readonly reference: Reference,
    @Inject(CLOCK) clock: Clock,
  ) {
    this.store = new AggregateStore<Candidate, CandidateLookup>(
      source,
      {
        name: { sv: 'Personen', en: 'person' },
        entity: CandidateEntity,
        topic: topics.candidateProfile,
        lookup: ({ status, organisation }) => ({ status, organisation }),
        event: candidateProfileOf,
        isGone: ({ status }) => status === 'erased',
      },
      clock,
    );
  }

  /** The same answer in the same time, whether or not the person was known. */
  resolve(number: string): Promise<string> {
    return this.vault.resolve(number);
  }

  async register(
    identity: Identity,
    facts: ProfileFacts,
    linksEvidence: boolean,
    actor: Actor,
    idempotency: Idempotency | undefined,
  ): Promise<Done<Candidate>> {
    // Evidence may have gathered under the number's id before anybody registered the person.
    const id = identity.number ? await this.vault.resolve(identity.number) : randomUUID();
    const registration = register({ facts, linksEvidence, organisation: actor.organisation }, this.reference);
    const decide = by(actor.organisation, registration);
    return this.store.run({ id, decide }, { idempotency, also: (manager) => this.vault.keep(manager, id, identity) });
  }

  changeFacts = (id: string, ifMatch: number, facts: ProfileFacts, actor: Actor) =>
    this.store.run({ id, ifMatch, decide: by(actor.organisation, changeFacts(facts, this.reference)) });
  linkEvidence = (id: string, ifMatch: number, yes: boolean, actor: Actor) =>
    this.store.run({ id, ifMatch, decide: by(actor.organisation, linkEvidence(yes)) });
  pause = (id: string, ifMatch: number, actor: Actor) =>
    this.store.run({ id, ifMatch, decide: by(actor.organisation, pause) });
  resume = (id: string, ifMatch: number, actor: Actor) =>
    this.store.run({ id, ifMatch, decide: by(actor.organisation, resume) });

  /** Identity and facts go in one transaction: no crash leaves one without the other. Administrators erase for everybody. */
  erase = (id: string, ifMatch: number, actor: Actor) =>
    this.store.run(
      { id, ifMatch, decide: actor.roles.includes('administrator') ? erase : by(actor.organisation, erase) },
      {
        also: async (manager) => {
          await this.vault.forget(manager, id);
          // The hash of what was registered could be tried against guesses.
          await manager.query('DELETE FROM idempotency WHERE aggregate_id = $1', [id]);
        },
      },
    );

  async identity(id: string, actor: Actor): Promise<Identity> {
    const { state } = await this.store.get(id);
    if (!mayActFor(actor.organisation, state)) throw new Refused(notYours);
    return (await this.vault.read(id)) ?? {};
  }
}
