import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Actor } from '@lotsen/access';
import type { ProfileFacts } from '@lotsen/contracts';
import {
  type Decide,
  type Done,
  next,
  noOrganisation,
  Refused,
  stockholmDay,
  type Text,
  unchanged,
} from '@lotsen/persistence';
import { CLOCK, type Clock, identityNumberOf, Organisations, type Origin, type Target } from '@lotsen/platform';
import { Reference } from '@lotsen/reference';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { Resolutions } from '../resolution/resolutions.js';
import { type FoundName, Names } from '../vault/names.js';
import { NumberUse, type NumberWay } from '../vault/number-use.js';
import { type Identity, Vault } from '../vault/vault.js';
import {
  type Candidate,
  type Consent,
  changeFacts,
  changeIdentity,
  checkFacts,
  linkEvidence,
  register,
  share,
} from './candidate.js';
import { CandidateEntity, CandidateStore } from './candidate.store.js';
import { changedBy, factsOf, type ProfileFactsDto } from './dto/profile-facts.dto.js';
import { LikelyDuplicates } from './likely-duplicates.js';
import { likelyDuplicate, notANumber, otherNumber, ownNumber, unknownOrganisation } from './people.refusals.js';

export interface NewPerson {
  readonly identity: Identity;
  readonly facts: ProfileFacts;
  readonly linksEvidence: boolean;
  readonly protectedIdentity: boolean;
}

/** A person as a row of a list has them. What the row leaves out, it does not say. */
export interface ListedPerson {
  readonly identity: Identity;
  readonly facts: ProfileFactsDto;
  readonly linksEvidence: boolean | undefined;
}

/** The result for one number of a list. */
type ResolvedNumber = { readonly candidate: string } | { readonly code: string; readonly message: string };
type Said = Pick<Consent, 'yes' | 'how'> & { readonly day: string | undefined };

const mostFound = 50;

/** Operations that concern a person's facts and vault entry together. */
@Injectable()
export class People {
  constructor(
    readonly store: CandidateStore,
    private readonly vault: Vault,
    private readonly names: Names,
    private readonly numbers: NumberUse,
    private readonly resolutions: Resolutions,
    private readonly reference: Reference,
    private readonly organisations: Organisations,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The pseudonymous ids of the numbers, in the same order. The answer and its duration are the same whether or not the
   * persons were known. The other services learn that the actor's organisation gave the numbers, and let it record data
   * of these persons.
   */
  async resolve(numbers: readonly string[], actor: Actor): Promise<string[]> {
    const organisation = await this.numbers.count(actor, 'resolve', numbers.length);
    // An officer may register the person too. If the id were different then, it would reveal that another organisation
    // has registered the person. So the officer gets the id of their own organisation's entry here.
    const registers = actor.roles.includes('officer');
    const ids: string[] = [];
    for (const number of numbers) {
      ids.push(registers ? await this.entryOf(number, organisation) : await this.vault.resolve(number, organisation));
    }
    await this.resolutions.run(ids, organisation);
    return ids;
  }

  /** The same for a list. An invalid number is rejected alone, and the answer never repeats it. */
  async resolveEach(numbers: readonly unknown[], actor: Actor, language: keyof Text): Promise<ResolvedNumber[]> {
    const given = numbers.map((number) => identityNumberOf(number));
    const ids = await this.resolve(
      given.filter((number) => number !== undefined),
      actor,
    );
    const wrong = { code: notANumber.code, message: notANumber.detail[language] };
    return given.map((number) => (number ? { candidate: ids.shift() as string } : wrong));
  }

  /** Lets another organisation, or a group of them, see the person's facts and matches; not who it is. */
  share(target: Target, other: string): Promise<Done<Candidate>> {
    if (!this.organisations.find(other) && !this.organisations.group(other)) throw new Refused(unknownOrganisation);
    return this.store.change(target, share(other));
  }

  /**
   * Records the person's yes or no to linking what others record of them. Without a day, the answer was given today.
   */
  linkEvidence(target: Target, { yes, how, day }: Said): Promise<Done<Candidate>> {
    const consent = { about: 'evidence-link' as const, yes, how, day: day ?? stockholmDay(this.clock()) };
    return this.store.change(target, linkEvidence({ ...consent, notedBy: target.actor.subject }));
  }

  async register(person: NewPerson, { actor, idempotency }: Origin): Promise<Done<Candidate>> {
    this.assertRight(person);
    return this.entered(person, actor, 'register', (id, also) =>
      this.store.create({ actor, idempotency }, this.registration(person, actor), { id, also }),
    );
  }

  /**
   * Registers a person, or changes what the row says of them if they are the organisation's own already.
   * @param duplicates refuses a person without a number who looks like one who is registered; null if they are allowed
   */
  async takeIn(listed: ListedPerson, actor: Actor, duplicates: LikelyDuplicates | null): Promise<Done<Candidate>> {
    const { identity, facts, linksEvidence } = listed;
    const person = { identity, facts: factsOf(facts), linksEvidence: linksEvidence ?? false, protectedIdentity: false };
    this.assertRight(person);
    const name = identity.name ?? '';
    const alike = identity.number ? undefined : await duplicates?.of(name, person.facts);
    if (alike) throw new Refused(likelyDuplicate(alike));
    const registration = this.registration(person, actor);
    const done = await this.entered(person, actor, 'import', async (id, also) => {
      const known = await this.vault.read(id);
      const changed = { ...known, ...said(identity) };
      const update = inTurn(
        (state, now) => changeFacts(changedBy(state?.facts ?? factsOf(facts), facts), this.reference)(state, now),
        ...(isDeepStrictEqual(changed, { ...known }) ? [] : [changeIdentity]),
        ...(linksEvidence === undefined ? [] : [this.linking(linksEvidence, actor)]),
      );
      const decide: Decide<Candidate> = (state, now) => (state ? update(state, now) : registration(state, now));
      return this.store.create({ actor }, decide, {
        id,
        also: async (manager, entry) => {
          if (entry.kind === 'created') await also(manager);
          else if (entry.kind === 'changed') await this.vault.store(manager, id, changed);
        },
      });
    });
    if (done.kind === 'created') await duplicates?.add(done.id, name);
    return done;
  }

  /** The person's yes or no, where it is not what was recorded of them. */
  private linking(yes: boolean, actor: Actor): Decide<Candidate> {
    return (state, now) => {
      if (state?.linksEvidence === yes) return unchanged;
      const consent = {
        about: 'evidence-link' as const,
        yes,
        how: 'oral' as const,
        day: now.day,
        notedBy: actor.subject,
      };
      return linkEvidence(consent)(state, now);
    };
  }

  /** For a list of people, some of whom have no number. */
  likelyDuplicates({ organisation }: Actor): LikelyDuplicates {
    if (organisation === null) throw new Refused(noOrganisation);
    return new LikelyDuplicates(this.names, this.store, organisation);
  }

  /**
   * Registers a person under the id to which the number leads, because evidence may have been recorded under it before.
   * If another organisation has registered the person, this organisation gets an entry of its own beside that one.
   * Nothing in the answer tells the two cases apart.
   */
  private async entered(
    { identity }: NewPerson,
    actor: Actor,
    way: NumberWay,
    enter: (id: string, also: (manager: EntityManager) => Promise<void>) => Promise<Done<Candidate>>,
  ): Promise<Done<Candidate>> {
    const { number } = identity;
    if (!number) {
      const id = randomUUID();
      return enter(id, (manager) => this.vault.store(manager, id, identity));
    }
    const organisation = await this.numbers.count(actor, way);
    for (let tries = 1; ; tries++) {
      const id = await this.entryOf(number, organisation);
      try {
        return await enter(id, async (manager) => {
          await this.vault.store(manager, id, identity);
          await this.vault.lead(manager, id, number, organisation);
        });
      } catch (error) {
        // Another organisation registered the person at the same moment: retry, with three tries in all.
        const isOthers = error instanceof Refused && ['not-found', 'not-yours'].includes(error.refusal.code);
        if (!isOthers || tries === 3) throw error;
      }
    }
  }

  /** The id of an organisation's entry for a number: the same before and after the person is registered. */
  private async entryOf(number: string, organisation: string): Promise<string> {
    const known = await this.vault.resolve(number, organisation);
    const row = await this.store.find(known);
    const isElsewhere = row !== null && row.organisation !== organisation;
    if (isElsewhere) this.numbers.metElsewhere();
    return this.vault.entry(number, organisation, isElsewhere ? null : known);
  }

  async changeIdentity(target: Target, identity: Identity): Promise<Done<Candidate>> {
    const { id, actor } = target;
    const { number } = identity;
    const organisation = number ? await this.numbers.count(actor, 'identity') : null;
    return this.store.change(target, changeIdentity, {
      also: async (manager) => {
        const known = await this.vault.read(id, manager);
        // The number leads to the evidence that others record of the person, so it cannot be replaced once it is given.
        if (known?.number && number && known.number !== number) throw new Refused(otherNumber);
        if (number && organisation) await this.assertNotOfAnother(manager, id, number, organisation);
        await this.vault.store(manager, id, { ...identity, number: number ?? known?.number });
        if (number && organisation) await this.vault.lead(manager, id, number, organisation);
      },
    });
  }

  /**
   * Refuses a number that another entry of the organisation has. If it had two entries, the one to which the number
   * leads would reveal whether another organisation has a third. The check does the same work for every number.
   */
  private async assertNotOfAnother(
    manager: EntityManager,
    id: string,
    number: string,
    organisation: string,
  ): Promise<void> {
    const entries = await this.vault.leadsTo(manager, number, organisation);
    const isTaken = await manager
      .getRepository(CandidateEntity)
      .existsBy({ id: In(entries.filter((entry) => entry !== id)), organisation });
    if (isTaken) throw new Refused(ownNumber);
  }

  async identity(id: string, actor: Actor): Promise<Identity> {
    await this.store.get(id, actor);
    return (await this.vault.read(id)) ?? {};
  }

  /** Finds persons of the actor's organisation by a part of their name. */
  async search(text: string, { organisation }: Actor): Promise<FoundName[]> {
    return organisation === null ? [] : this.names.find(organisation, text, mostFound);
  }

  /**
   * Checks the facts before the number is used, so that a wrong registration reveals nothing about who is registered.
   */
  private assertRight({ facts }: NewPerson): void {
    const wrong = checkFacts(facts, this.reference, stockholmDay(this.clock()));
    if (wrong) throw new Refused(wrong);
  }

  private registration({ facts, linksEvidence, protectedIdentity }: NewPerson, actor: Actor) {
    const consent: Consent | null = linksEvidence
      ? { about: 'evidence-link', yes: true, how: 'oral', day: stockholmDay(this.clock()), notedBy: actor.subject }
      : null;
    return register({ facts, consent, organisation: actor.organisation, protectedIdentity }, this.reference);
  }
}

/** What is said of an identity. */
const said = (identity: Identity): Identity =>
  Object.fromEntries(Object.entries(identity).filter(([, value]) => value !== undefined && value !== null));

/** Decisions one after another, each on what the one before has made. */
const inTurn =
  (...decisions: readonly Decide<Candidate>[]): Decide<Candidate> =>
  (state, now) => {
    let last = state;
    for (const decide of decisions) {
      const decision = decide(last, now);
      if (decision.kind === 'refused') return decision;
      if (decision.kind === 'next') last = decision.state;
    }
    return last === state || last === undefined ? unchanged : next(last);
  };
