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

/** One kind of record that a service holds on persons. */
export interface PersonalData {
  /** The name of the kind in the receipt and in the access export. */
  readonly kind: string;
  /** Whether it says who the person is. Then only the access export has it; the list of what is held does not. */
  readonly isIdentity?: boolean;
  /** All records of this kind on the person, as they are stored. */
  held(candidate: string): Promise<readonly object[]>;
  /** Call it in the transaction of the erasure. Returns how many it erased, and how many of them it archived first. */
  erase(manager: EntityManager, candidate: string): Promise<{ readonly erased: number; readonly archived?: number }>;
}
export const PERSONAL_DATA = Symbol('PERSONAL_DATA');

export type Receipt = Omit<ErasureReceipt, 'id' | 'version'>;
export const ReceiptEntity = aggregateEntity<Receipt>('erasure_receipt', {});

/** What this service erased of each person. The receipts are published, to show when an erasure is complete. */
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

/** Adds what a later run erased (a record that arrived after the erasure) to the counts of the receipt. */
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

/** Consumes the erasure of a person: erases what the service holds on them. Nothing may be written on them again. */
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

  /**
   * Gives receipts for persons who were erased when services gave none (0.1.0). Without them, these erasures would
   * never show as complete.
   */
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

/**
 * Locks persons until the transaction ends. Transactions that write on a person or erase one take this lock, so that
 * none misses what another is about to commit.
 */
export async function lockCandidates(manager: EntityManager, candidates: readonly string[]): Promise<void> {
  // Always in the same order, so that two transactions that lock several persons cannot deadlock.
  await manager.query(
    `SELECT pg_advisory_xact_lock(hashtext('lotsen candidate'), hashtext(id)) FROM unnest($1::text[]) AS id`,
    [[...new Set(candidates)].sort()],
  );
}

/** Which of these persons were erased. Under lockCandidates, the answer holds until the transaction ends. */
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

/**
 * For an id under which the caller may record nothing. The refusal is the same for an id that was never resolved, is
 * another organisation's, is protected, or is erased.
 */
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

/** The aggregates of one kind that concern a person, as personal data. */
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
