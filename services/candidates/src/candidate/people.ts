import { randomUUID } from 'node:crypto';
import type { Actor } from '@lotsen/access';
import type { ProfileFacts } from '@lotsen/contracts';
import { exhume } from '@lotsen/messaging';
import { type Decide, type Done, Refused, type RunOptions } from '@lotsen/persistence';
import { CLOCK, type Clock, type Origin, ReadLog, stockholmDay, type Target } from '@lotsen/platform';
import { Reference } from '@lotsen/reference';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Erasures } from '../erasure/erasures.js';
import { type Identity, Vault } from '../vault/vault.js';
import {
  type Candidate,
  type Consent,
  changeFacts,
  changeIdentity,
  checkFacts,
  erase,
  eraseUnregistered,
  register,
} from './candidate.js';
import { CandidateStore } from './candidate.store.js';

export interface NewPerson {
  readonly identity: Identity;
  readonly facts: ProfileFacts;
  readonly linksEvidence: boolean;
  readonly protectedIdentity: boolean;
}

/** What concerns a person's facts and their vault together. */
@Injectable()
export class People {
  constructor(
    readonly store: CandidateStore,
    private readonly vault: Vault,
    private readonly erasures: Erasures,
    private readonly reads: ReadLog,
    private readonly reference: Reference,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The same answer in the same time, whether or not the person was known. */
  resolve(number: string): Promise<string> {
    return this.vault.resolve(number);
  }

  async register(person: NewPerson, { actor, idempotency }: Origin): Promise<Done<Candidate>> {
    const { identity } = person;
    this.assertRight(person);
    // Evidence may have gathered under the number's id before anybody registered the person.
    const id = identity.number ? await this.vault.resolve(identity.number) : randomUUID();
    return this.handledElsewhere(
      this.store.create({ actor, idempotency }, this.registration(person, actor), {
        id,
        also: (manager) => this.vault.keep(manager, id, identity),
      }),
    );
  }

  /** Registers, or where the person is registered already brings the facts up to date. */
  async takeIn(person: NewPerson, actor: Actor): Promise<Done<Candidate>> {
    const { identity, facts } = person;
    this.assertRight(person);
    const id = identity.number ? await this.vault.resolve(identity.number) : randomUUID();
    const registration = this.registration(person, actor);
    const update = changeFacts(facts, this.reference);
    const decide: Decide<Candidate> = (state, now) => (state ? update(state, now) : registration(state, now));
    const also: RunOptions<Candidate>['also'] = async (manager, done) => {
      if (done.kind === 'created') await this.vault.keep(manager, id, identity);
    };
    return this.handledElsewhere(this.store.create({ actor }, decide, { id, also }));
  }

  async changeIdentity(target: Target, identity: Identity): Promise<Done<Candidate>> {
    // Whose it is not learns nothing of the vault.
    await this.store.get(target.id, target.actor);
    const known = await this.vault.read(target.id);
    // The number is what leads others' evidence to the person: it is given once.
    if (known?.number && identity.number && known.number !== identity.number) throw new Refused(otherNumber);
    if (identity.number && !known?.number && (await this.vault.isKnown(identity.number)))
      throw new Refused(otherNumber);
    const kept = { ...identity, number: identity.number ?? known?.number };
    return this.store.change(target, changeIdentity, {
      also: (manager) => this.vault.keep(manager, target.id, kept),
    });
  }

  /**
   * Facts go at once, and the number leads to nobody; who it was goes once every service has said what it erased (the
   * archive may need it, see Erasures). All in one transaction: no crash leaves one without the other.
   */
  async erase(target: Target): Promise<Done<Candidate>> {
    const { id, ifMatch, actor } = target;
    const also: RunOptions<Candidate>['also'] = (manager) => this.eraseRest(manager, id);
    // Whoever was never registered can have evidence under the number: version 0.
    const known = ifMatch === 0 && actor.scope === 'any' && (await this.vault.read(id)) !== undefined;
    return known
      ? this.store.run({ id, decide: eraseUnregistered }, { also })
      : this.store.change(target, erase, { also });
  }

  /** Erases whoever a restored database still holds. Returns whether there was anybody. */
  async eraseAgain(manager: EntityManager, id: string): Promise<boolean> {
    const held = await manager.query<unknown[]>(
      `SELECT FROM candidate WHERE id = $1 AND status <> 'erased' UNION ALL SELECT FROM vault WHERE id = $1`,
      [id],
    );
    if (held.length === 0) return false;
    await this.store.runAll(manager, [{ id, decide: eraseUnregistered }]);
    await this.eraseRest(manager, id);
    return true;
  }

  private async eraseRest(manager: EntityManager, id: string): Promise<void> {
    await this.vault.detach(manager, id);
    // The hash of what was registered could be tried against guesses.
    await manager.query('DELETE FROM idempotency WHERE aggregate_id = $1', [id]);
    await manager.query('DELETE FROM release WHERE candidate = $1', [id]);
    await this.reads.forget(manager, id);
    await exhume(manager, id);
    await this.erasures.begin(manager, id);
  }

  async identity(id: string, actor: Actor): Promise<Identity> {
    const { state } = await this.store.get(id, actor);
    return state.status === 'erased' ? {} : ((await this.vault.read(id)) ?? {});
  }

  /** Those of the actor's organisation in whose name a text occurs. Names are searchable nowhere: all are decrypted here. */
  async search(text: string, actor: Actor): Promise<{ candidate: string; name: string }[]> {
    const found: { candidate: string; name: string }[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.store.page({ cursor, limit: 200 }, actor);
      for (const { id, identity } of await this.vault.readAll(page.items.map((row) => row.id))) {
        if (identity.name?.toLocaleLowerCase('sv').includes(text.toLocaleLowerCase('sv')))
          found.push({ candidate: id, name: identity.name });
      }
      cursor = page.next;
    } while (cursor && found.length < 50);
    return found.slice(0, 50).sort((a, b) => a.name.localeCompare(b.name, 'sv'));
  }

  /** Looked at before the person: a wrong registration tells nothing of who is here. */
  private assertRight({ facts }: NewPerson): void {
    const wrong = checkFacts(facts, this.reference);
    if (wrong) throw new Refused(wrong);
  }

  /** Somebody whom another organisation answers for is registered by talking to people, not by trying. */
  private async handledElsewhere(work: Promise<Done<Candidate>>): Promise<Done<Candidate>> {
    try {
      return await work;
    } catch (error) {
      const isOthers = error instanceof Refused && error.refusal.code === 'not-found';
      throw isOthers ? new Refused(byHand) : error;
    }
  }

  private registration({ facts, linksEvidence, protectedIdentity }: NewPerson, actor: Actor) {
    const consent: Consent | null = linksEvidence
      ? { about: 'evidence-link', yes: true, how: 'oral', day: stockholmDay(this.clock()), notedBy: actor.subject }
      : null;
    return register({ facts, consent, organisation: actor.organisation, protectedIdentity }, this.reference);
  }
}

const otherNumber = {
  code: 'other-number',
  status: 409 as const,
  field: 'personnummer',
  detail: {
    sv: 'Numret hör redan till en annan post, eller personen har ett annat.',
    en: 'The number belongs to another entry already, or the person has another one.',
  },
  hint: {
    sv: 'Radera den felaktiga posten, och registrera på nytt.',
    en: 'Erase the wrong entry, and register anew.',
  },
};

const byHand = {
  code: 'by-hand',
  status: 409 as const,
  detail: {
    sv: 'Personen kan inte registreras här: det måste göras för hand.',
    en: 'The person cannot be registered here: it has to be done by hand.',
  },
  hint: { sv: 'Ta kontakt med förvaltaren av systemet.', en: 'Contact the administrator of the system.' },
};
