import { randomUUID } from 'node:crypto';
import type { Actor } from '@lotsen/access';
import { topics } from '@lotsen/contracts';
import {
  AggregateStore,
  type Done,
  type Idempotency,
  Refused,
  type Outcome as StoreOutcome,
} from '@lotsen/persistence';
import { CLOCK, type Clock, stockholmDay } from '@lotsen/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import { ProfileEntity } from '../profile/profile.entity.js';
import { OutcomeEntity, type OutcomeLookup } from './outcome.entity.js';
import { validationOutcomeOf } from './outcome.event.js';
import { correct, erasedRefusal, type Issuing, log, type Outcome, type OutcomeContent, withdraw } from './outcome.js';

@Injectable()
export class OutcomesService {
  readonly store: AggregateStore<Outcome, OutcomeLookup>;

  constructor(
    private readonly source: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.store = new AggregateStore<Outcome, OutcomeLookup>(
      source,
      {
        name: { sv: 'Resultatet', en: 'outcome' },
        entity: OutcomeEntity,
        topic: topics.validationOutcome,
        lookup: ({ candidate, issuer }) => ({ candidate, issuer }),
        event: validationOutcomeOf,
        isGone: ({ status }) => status === 'erased',
      },
      clock,
    );
  }

  async log(content: OutcomeContent, actor: Actor, idempotency?: Idempotency): Promise<Done<Outcome>> {
    const [issuing] = await this.issuings([content], actor);
    const also = (manager: EntityManager) => assertNotErased(manager, [content.candidate]);
    return this.store.run({ id: randomUUID(), decide: log(issuing as Issuing) }, { idempotency, also });
  }

  /** Each row for itself: a wrong one takes no right one with it. */
  async logList(contents: readonly OutcomeContent[], actor: Actor): Promise<StoreOutcome<Outcome>[]> {
    return this.store.transaction(async (manager) => {
      // Locked before anything is read: whoever was erased by now is refused in their own row.
      await lockCandidates(
        manager,
        contents.map(({ candidate }) => candidate),
      );
      const issuings = await this.issuings(contents, actor);
      return this.store.runAll(
        manager,
        issuings.map((issuing) => ({ id: randomUUID(), decide: log(issuing) })),
      );
    });
  }

  async correct(id: string, ifMatch: number, content: OutcomeContent, actor: Actor): Promise<Done<Outcome>> {
    const [issuing] = await this.issuings([content], actor);
    return this.store.run({ id, ifMatch, decide: correct(issuing as Issuing) });
  }

  withdraw = (id: string, ifMatch: number, actor: Actor) =>
    this.store.run({ id, ifMatch, decide: withdraw(issuerOf(actor)) });

  /** What the decisions need to know beside the content, read once for a whole list. */
  private async issuings(contents: readonly OutcomeContent[], actor: Actor): Promise<Issuing[]> {
    const issuer = issuerOf(actor);
    const ids = [...new Set(contents.flatMap(({ profile }) => profile ?? []))];
    const profiles = await this.source.getRepository(ProfileEntity).findBy({ id: In(ids) });
    const byId = new Map(profiles.map((row) => [row.id, row.state]));
    const erased = await this.source.query<{ id: string }[]>('SELECT id FROM erased_candidate WHERE id = ANY($1)', [
      contents.map(({ candidate }) => candidate),
    ]);
    const gone = new Set(erased.map(({ id }) => id));
    const today = stockholmDay(this.clock());
    return contents.map((content) => ({
      content,
      issuer,
      profile: content.profile ? byId.get(content.profile) : undefined,
      today,
      candidateErased: gone.has(content.candidate),
    }));
  }
}

/** Held by whoever writes on a person and by whoever erases them: neither misses what the other is about to commit. */
export async function lockCandidates(manager: EntityManager, candidates: readonly string[]): Promise<void> {
  for (const candidate of [...new Set(candidates)].sort()) {
    await manager.query(`SELECT pg_advisory_xact_lock(hashtext('lotsen candidate'), hashtext($1))`, [candidate]);
  }
}

/** An erasure may have come between the decision and now. */
async function assertNotErased(manager: EntityManager, candidates: readonly string[]): Promise<void> {
  await lockCandidates(manager, candidates);
  const gone = await manager.query<unknown[]>('SELECT FROM erased_candidate WHERE id = ANY($1)', [candidates]);
  if (gone.length > 0) throw new Refused(erasedRefusal);
}

function issuerOf(actor: Actor): string {
  if (actor.organisation) return actor.organisation;
  throw new Refused({
    code: 'no-organisation',
    status: 403,
    detail: {
      sv: 'Din inloggning säger inte vilken organisation du handlar för.',
      en: 'Your sign-in does not say which organisation you act for.',
    },
    hint: { sv: 'Be den som sköter inloggningen lägga till den.', en: 'Ask whoever runs the sign-in to add it.' },
  });
}
