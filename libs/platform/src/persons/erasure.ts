import { type CandidateProfile, type ErasureReceipt, type Topic, topics } from '@lotsen/contracts';
import { type ConsumerContext, Consumes, removeDeadLettersNaming } from '@lotsen/messaging';
import {
  type AggregateRow,
  AggregateStore,
  aggregateEntity,
  type Decide,
  headed,
  next,
  type Refusal,
  Refused,
  unchanged,
} from '@lotsen/persistence';
import { Controller, Inject, type OnApplicationBootstrap } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { DataSource, type EntityManager, type EntitySchema } from 'typeorm';
import type { Clock } from '../tokens.js';
import { ReadLog } from './read-log.js';

/** One kind of record that a service holds of persons. */
export interface PersonalData {
  /** As the receipt and the access export name it. */
  readonly kind: string;
  /** Whether it says who somebody is: then it is in the access export alone, and not among what is shown as held. */
  readonly isIdentity?: boolean;
  /** All of it that is of the person, as it is held. */
  held(candidate: string): Promise<readonly object[]>;
  /** In the transaction of the erasure; returns how many there were, and how many went to the archive first. */
  erase(manager: EntityManager, candidate: string): Promise<{ readonly erased: number; readonly archived?: number }>;
}
export const PERSONAL_DATA = Symbol('PERSONAL_DATA');

export type Receipt = Omit<ErasureReceipt, 'id' | 'version'>;
export const ReceiptEntity = aggregateEntity<Receipt>('erasure_receipt', {});

/** What this service erased of whom: announced, so that an erasure can be seen to be complete. */
export class ErasureReceipts {
  readonly store: AggregateStore<Receipt>;

  constructor(
    source: DataSource,
    private readonly topic: Topic | null,
    clock: Clock,
  ) {
    this.store = new AggregateStore<Receipt>(
      source,
      {
        name: { sv: 'Kvittot', en: 'receipt' },
        entity: ReceiptEntity,
        topic,
        lookup: () => ({}),
        sides: () => ({}),
        owned: { by: {} },
        event: headed,
      },
      clock,
    );
  }

  async give(manager: EntityManager, candidate: string, given: Omit<Receipt, 'status' | 'reached' | 'service'>) {
    const service = this.topic?.producer ?? '';
    await this.store.runAll(manager, [{ id: candidate, decide: give({ ...given, service }) }]);
  }
}

/** What was found later (a record that came after the erasure) is added to what was erased before. */
function give(given: Omit<Receipt, 'status' | 'reached'>): Decide<Receipt> {
  return (state, now) => {
    if (!state) return next({ ...given, status: 'erased', reached: { erased: now.instant } });
    const more = Object.values(given.erased).some((count) => count > 0) || given.deadLetters > 0;
    if (!more) return unchanged;
    const erased = { ...state.erased };
    for (const [kind, count] of Object.entries(given.erased)) erased[kind] = (erased[kind] ?? 0) + count;
    return next({
      ...state,
      erased,
      deadLetters: state.deadLetters + given.deadLetters,
      archived: state.archived + given.archived,
    });
  };
}

/** Follows the erasure of a person: what the service holds of them goes, and nothing may be written on them again. */
@Controller()
export class ErasureConsumer implements OnApplicationBootstrap {
  constructor(
    private readonly source: DataSource,
    private readonly receipts: ErasureReceipts,
    private readonly reads: ReadLog,
    @Inject(PERSONAL_DATA) private readonly data: readonly PersonalData[],
  ) {}

  @Consumes(topics.candidateProfile)
  async apply(@Payload() profile: CandidateProfile | null, @Ctx() { id, manager }: ConsumerContext): Promise<void> {
    if (profile && profile.status !== 'erased') return;
    await this.erase(manager, id);
  }

  /** Whoever was erased before services gave receipts (0.1.0) gets one now: the erasure could not be seen to be complete. */
  async onApplicationBootstrap(): Promise<void> {
    const silent = await this.source.query<{ id: string }[]>(
      'SELECT id FROM erased_candidate e WHERE NOT EXISTS (SELECT FROM erasure_receipt r WHERE r.id = e.id)',
    );
    for (const { id } of silent) await this.source.transaction((manager) => this.erase(manager, id));
  }

  private async erase(manager: EntityManager, id: string): Promise<void> {
    await lockCandidates(manager, [id]);
    await manager.query('INSERT INTO erased_candidate (id) VALUES ($1) ON CONFLICT DO NOTHING', [id]);
    const erased: Record<string, number> = {};
    let archived = 0;
    for (const { kind, erase } of this.data) {
      const done = await erase(manager, id);
      erased[kind] = done.erased;
      archived += done.archived ?? 0;
    }
    await this.reads.forget(manager, id);
    await this.receipts.give(manager, id, {
      erased,
      archived,
      deadLetters: await removeDeadLettersNaming(manager, id),
    });
  }
}

/** Held by whoever writes on a person and by whoever erases them: neither misses what the other is about to commit. */
export async function lockCandidates(manager: EntityManager, candidates: readonly string[]): Promise<void> {
  // Always in the same order, so that two who lock several cannot deadlock.
  await manager.query(
    `SELECT pg_advisory_xact_lock(hashtext('lotsen candidate'), hashtext(id)) FROM unnest($1::text[]) AS id`,
    [[...new Set(candidates)].sort()],
  );
}

/** Which of them were erased. Call it under lockCandidates: then none is erased before the transaction ends. */
export async function erasedAmong(manager: EntityManager, candidates: readonly string[]): Promise<ReadonlySet<string>> {
  const gone = await manager.query<{ id: string }[]>('SELECT id FROM erased_candidate WHERE id = ANY($1::uuid[])', [
    candidates,
  ]);
  return new Set(gone.map(({ id }) => id));
}

export async function assertNotErased(manager: EntityManager, candidate: string): Promise<void> {
  await lockCandidates(manager, [candidate]);
  if ((await erasedAmong(manager, [candidate])).size > 0) throw new Refused(noSuchPerson);
}

/** For an id under which the caller may record nothing: never resolved, another's, protected or erased, all alike. */
export const noSuchPerson: Refusal = {
  code: 'no-such-person',
  status: 404,
  field: 'candidate',
  detail: {
    sv: 'Ingen person som du kan ange har det id:t.',
    en: 'No person whom you may name has that id.',
  },
  hint: {
    sv: 'Slå upp personens nummer först, eller be organisationen som ansvarar för personen att dela.',
    en: "Resolve the person's number first, or ask the organisation that answers for the person to share.",
  },
};

/** All aggregates of one kind that are of a person. */
export function personalAggregates<State, Lookup extends { candidate: string }>(
  kind: string,
  source: DataSource,
  entity: EntitySchema<AggregateRow<State> & Lookup>,
  store: AggregateStore<State, Lookup>,
  erase: Decide<State>,
): PersonalData {
  const of = (manager: EntityManager, candidate: string) =>
    manager.getRepository(entity).find({ where: { candidate }, order: { createdAt: 'ASC' } } as never);
  return {
    kind,
    held: async (candidate) =>
      (await of(source.manager, candidate)).map(({ id, version, state, createdAt, changedAt }) => ({
        id,
        version,
        createdAt,
        changedAt,
        ...state,
      })),
    erase: async (manager, candidate) => {
      const ids = (await of(manager, candidate)).map(({ id }) => id);
      const done = await store.runAll(
        manager,
        ids.map((id) => ({ id, decide: erase })),
      );
      await manager.query('DELETE FROM idempotency WHERE aggregate_id = ANY($1::uuid[])', [ids]);
      return { erased: done.filter((one) => one.kind === 'changed').length };
    },
  };
}
