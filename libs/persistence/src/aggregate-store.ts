import { randomUUID } from 'node:crypto';
import type { Topic } from '@lotsen/contracts';
import {
  type AggregateState,
  appendToOutbox,
  ContractBreach,
  encodeState,
  isSqlState,
  type OutgoingRecord,
  sqlState,
  tombstone,
} from '@lotsen/messaging';
import type { DataSource, EntityManager } from 'typeorm';
import type { AggregateRow } from './aggregate.entity.js';
import type { AggregateKind } from './aggregate-kind.js';
import { AggregateRows } from './aggregate-rows.js';
import {
  type Command,
  type CommandResult,
  type Decide,
  type Done,
  type Origin,
  type RunOptions,
  type Target,
  unchanged,
} from './decision.js';
import { earlierAnswer, type Idempotency } from './idempotency.js';
import { type Moment, momentOf } from './moment.js';
import { type Caller, covers } from './ownership.js';
import { type Refusal, Refused } from './refusal.js';
import { badCharacters, isStorable } from './storable.js';

/**
 * The only place that loads an aggregate, checks the version that the caller saw, calls the decision, raises the
 * version, and writes row and event together, in one statement or one transaction. It writes rows before events: a row stays locked until its
 * transaction commits, so the outbox has the events of an aggregate in the order of their commits.
 */
export class AggregateStore<State, Lookup extends object = object> {
  private readonly rows: AggregateRows<State, Lookup>;

  constructor(
    private readonly source: DataSource,
    private readonly kind: AggregateKind<State, Lookup>,
    private readonly clock: () => Date,
  ) {
    this.rows = new AggregateRows(source, kind.entity);
  }

  /** Creates an aggregate of the caller's organisation. */
  async create(
    { actor, idempotency }: Origin,
    decide: Decide<State>,
    { id = randomUUID(), also }: { id?: string; also?: RunOptions<State>['also'] } = {},
  ): Promise<Done<State>> {
    if (actor.organisation === null) throw new Refused(noOrganisation);
    return this.run({ id, decide, by: actor }, { idempotency, ...(also ? { also } : {}) });
  }

  /** Changes an aggregate that belongs to the caller's organisation or is shared with it. */
  change(
    { id, ifMatch, actor }: Target,
    decide: Decide<State>,
    { sides, also }: { sides?: readonly string[]; also?: RunOptions<State>['also'] } = {},
  ): Promise<Done<State>> {
    return this.run({ id, ifMatch, decide, by: actor, sides }, also ? { also } : {});
  }

  /** Runs one command. @throws Refused if it is refused */
  async run(command: Command<State>, options: RunOptions<State> = {}): Promise<Done<State>> {
    const { idempotency, also } = options;
    const work = async (manager: EntityManager) => {
      const [outcome] = await this.runAll(manager, [command]);
      if (!outcome || outcome.kind === 'refused') throw new Refused(outcome?.refusal ?? this.notFound());
      if (outcome.kind !== 'unchanged') await also?.(manager, outcome);
      return outcome;
    };
    if (!idempotency && !also) {
      // One statement writes the row and its events, so no transaction is needed. After a version conflict the command
      // runs again, in a transaction that locks the row.
      try {
        return await work(this.source.manager);
      } catch (error) {
        if (!isRace(error)) throw error;
      }
    }
    return this.transactionOf({ id: command.id, idempotency }, work);
  }

  /** Runs many commands in one transaction. A refusal concerns one command only. No two may have the same id. */
  async runMany(commands: readonly Command<State>[]): Promise<CommandResult<State>[]> {
    return this.transaction((manager) => this.runAll(manager, commands));
  }

  /** Like runMany, within the caller's transaction. */
  async runAll(manager: EntityManager, commands: readonly Command<State>[]): Promise<CommandResult<State>[]> {
    if (commands.length === 0) return [];
    const now = this.clock();
    const rows = await this.rows.read(
      manager,
      commands.map(({ id }) => id),
    );
    const events: OutgoingRecord[] = [];
    const moment = momentOf(now);
    const outcomes = commands.map((command) => this.decide(command, rows.get(command.id), moment, events));
    const written = outcomes.filter(wasWritten).map(({ id, version, state }) => ({
      id,
      version,
      state,
      createdAt: rows.get(id)?.createdAt ?? now,
      changedAt: now,
      ...this.kind.lookup(state),
    }));
    if (written.length > 0) await this.rows.write(manager, written, events);
    return outcomes;
  }

  /**
   * Runs work that may write several aggregates. `id` is the one that the request creates. If the request is sent again
   * with the same idempotency key, nothing runs; the aggregate of the first request is returned in its present state.
   */
  async transactionOf(
    { id, idempotency }: { readonly id: string; readonly idempotency?: Idempotency | undefined },
    work: (manager: EntityManager) => Promise<Done<State>>,
  ): Promise<Done<State>> {
    return this.transaction(async (manager) => {
      const earlier = idempotency && (await earlierAnswer(manager, idempotency, id));
      if (!earlier) return work(manager);
      const [done] = await this.runAll(manager, [{ id: earlier, decide: () => unchanged }]);
      if (!done || done.kind === 'refused') throw new Refused(done?.refusal ?? this.notFound());
      return { ...done, kind: 'created' };
    });
  }

  /** Retries twice after a conflict: the other transaction has committed by then, so its row is found. */
  async transaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.source.transaction(work);
      } catch (error) {
        if (tries === 3 || !isRace(error)) throw error;
      }
    }
  }

  /** Returns an aggregate. @throws Refused if it does not exist, or the caller does not reach it */
  async get(id: string, caller: Caller): Promise<AggregateRow<State> & Lookup> {
    const row = await this.find(id);
    if (!row) throw new Refused(this.notFound());
    if (!this.covers(caller, row.state)) throw new Refused(this.notYours(caller, row.state));
    return row;
  }

  async find(id: string): Promise<(AggregateRow<State> & Lookup) | null> {
    return this.source.getRepository(this.kind.entity).findOneBy({ id } as never);
  }

  /**
   * A page of what the caller reaches, ordered by id: the rows after `cursor`, and the cursor of the next page if there
   * is one. It may return aggregates that are private to another organisation (`isPrivate`): the caller leaves them out.
   */
  async page(
    { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
    caller: Caller,
    where: Partial<Lookup> = {},
  ) {
    const query = this.source
      .getRepository(this.kind.entity)
      .createQueryBuilder('a')
      .orderBy('a.id')
      .take(limit + 1);
    for (const [column, value] of Object.entries(where)) {
      if (value !== undefined) query.andWhere(`a.${column} = :${column}`, { [column]: value });
    }
    if (cursor) query.andWhere('a.id > :cursor', { cursor });
    const { by, sharedWith, amongPeers } = this.kind.owned;
    if (caller.scope !== 'any' && Object.keys(by).length > 0) {
      const peers = amongPeers && caller.scope === 'shared' ? caller.peers : [];
      const organisations = [caller.organisation ?? '', ...peers];
      const mine = Object.entries(by)
        .filter(([side]) => caller.standsOn?.(side) ?? true)
        .map(([, column]) => `a.${column} = ANY(:organisations)`);
      if (sharedWith && caller.scope === 'shared') mine.push(`a.${sharedWith} && :shares`);
      query.andWhere(mine.length > 0 ? `(${mine.join(' OR ')})` : 'false', { organisations, shares: caller.shares });
    }
    const rows = await query.getMany();
    const items = rows.slice(0, limit);
    return { items, next: rows.length > limit ? items.at(-1)?.id : undefined };
  }

  /** A page as a route returns it, with `shown` applied to each row. */
  async list<Shown>(
    query: { readonly cursor?: string | undefined; readonly limit: number },
    caller: Caller,
    shown: (state: State, head: AggregateState) => Shown,
  ): Promise<{ items: Shown[]; next: string | null }> {
    const { items, next } = await this.page(query, caller);
    return { items: items.map((row) => shown(row.state, row)), next: next ?? null };
  }

  /** One aggregate as a route returns it. */
  async show<Shown>(id: string, caller: Caller, shown: (state: State, head: AggregateState) => Shown): Promise<Shown> {
    const row = await this.get(id, caller);
    return shown(row.state, row);
  }

  /** Announces every aggregate again at its present version. @returns how many records it wrote to the outbox */
  async republish(): Promise<number> {
    let announced = 0;
    let cursor: string | undefined;
    if (!this.kind.topic) return 0;
    do {
      const page = await this.page({ cursor, limit: 500 }, everything);
      announced += await this.source.transaction(async (manager) => {
        // A row may have changed since the page was read. Without the lock, its old state could enter the outbox after
        // the newer one.
        const rows = await this.rows.read(
          manager,
          page.items.map(({ id }) => id),
        );
        const records = [...rows.values()].flatMap((row) =>
          this.record(row.id, row.version, row.state, row.changedAt.toISOString()),
        );
        await appendToOutbox(manager, records);
        return records.length;
      });
      cursor = page.next;
    } while (cursor);
    return announced;
  }

  /** The version of each aggregate whose state is public. */
  async publicVersions(): Promise<Map<string, number>> {
    const versions = new Map<string, number>();
    let cursor: string | undefined;
    do {
      const page = await this.page({ cursor, limit: 1000 }, everything);
      for (const row of page.items) {
        const isPublic =
          this.kind.event(row.state, { id: row.id, version: row.version }) && !this.kind.isGone?.(row.state);
        if (isPublic) versions.set(row.id, row.version);
      }
      cursor = page.next;
    } while (cursor);
    return versions;
  }

  get topic(): Topic | null {
    return this.kind.topic;
  }

  private covers(caller: Caller, state: State, sides?: readonly string[]): boolean {
    const all = Object.entries(this.kind.sides(state));
    if (all.length === 0) return true;
    const scope = this.kind.isPrivate?.(state) ? 'own' : caller.scope;
    const reached = all.filter(
      ([side]) => (!sides || sides.includes(side)) && (scope === 'any' || (caller.standsOn?.(side) ?? true)),
    );
    return covers(
      { ...caller, scope },
      reached.map(([, side]) => side),
    );
  }

  /** The result of a command; its events are added to `events`. */
  private decide(
    command: Command<State>,
    row: AggregateRow<State> | undefined,
    now: Moment,
    events: OutgoingRecord[],
  ): CommandResult<State> {
    const { id, by, sides } = command;
    if (row && by && !this.covers(by, row.state, sides))
      return { kind: 'refused', id, refusal: this.notYours(by, row.state) };
    if (command.ifMatch !== undefined) {
      if (!row) return { kind: 'refused', id, refusal: this.notFound() };
      if (row.version !== command.ifMatch) return { kind: 'refused', id, refusal: this.stale(row.version) };
    }
    const decision = command.decide(row?.state, now);
    if (decision.kind === 'refused') return { kind: 'refused', id, refusal: decision.refusal };
    if (decision.kind === 'next') {
      const version = (row?.version ?? 0) + 1;
      const published = this.eventsOf(id, version, decision.state, now.instant);
      if ('refusal' in published) return { kind: 'refused', id, refusal: published.refusal };
      events.push(...published.records);
      return { kind: row ? 'changed' : 'created', id, version, state: decision.state };
    }
    if (!row) return { kind: 'refused', id, refusal: this.notFound() };
    return { kind: 'unchanged', id, version: row.version, state: row.state };
  }

  private record(id: string, version: number, state: State, at: string): OutgoingRecord[] {
    const { topic, signer } = this.kind;
    const event = topic && this.kind.event(state, { id, version });
    if (!event) return [];
    const record = encodeState(topic, event as AggregateState, at);
    const signed = signer ? signer.sign(record) : record;
    return this.kind.isGone?.(state) ? [signed, tombstone(topic, id)] : [signed];
  }

  /** The events of a state, or why it cannot be stored. Returned, not thrown: the other commands of a list still run. */
  private eventsOf(
    id: string,
    version: number,
    state: State,
    at: string,
  ): { readonly records: readonly OutgoingRecord[] } | { readonly refusal: Refusal } {
    if (!isStorable(state)) return { refusal: badCharacters };
    try {
      return { records: this.record(id, version, state, at) };
    } catch (error) {
      if (!(error instanceof ContractBreach)) throw error;
      const { at: field, problem } = error.breach;
      return {
        refusal: {
          code: 'invalid-content',
          status: 422,
          field,
          detail: {
            sv: `Innehållet bryter mot formatet: ${problem}.`,
            en: `The content breaks the format: ${problem}.`,
          },
        },
      };
    }
  }

  private notFound(): Refusal {
    return {
      code: 'not-found',
      status: 404,
      detail: { sv: `${this.kind.name.sv} finns inte.`, en: `There is no such ${this.kind.name.en}.` },
      hint: { sv: 'Kontrollera id:t.', en: 'Check the id.' },
    };
  }

  /** A caller who may not see the aggregate gets the same answer as for one that does not exist. */
  private notYours(caller: Caller, state: State): Refusal {
    const maySee = caller.reads !== undefined && this.covers({ ...caller, scope: caller.reads }, state);
    if (!maySee) return this.notFound();
    return {
      code: 'not-yours',
      status: 403,
      detail: {
        sv: `${this.kind.name.sv} är en annan organisations.`,
        en: `The ${this.kind.name.en} is another organisation's.`,
      },
      hint: { sv: 'Be den organisationen göra det, eller dela.', en: 'Ask that organisation to do it, or to share.' },
    };
  }

  private stale(version: number): Refusal {
    return {
      code: 'stale-version',
      status: 412,
      detail: {
        sv: `${this.kind.name.sv} har ändrats sedan du läste: nu gäller version ${version}.`,
        en: `The ${this.kind.name.en} has changed since you read it: it now has version ${version}.`,
      },
      hint: { sv: 'Läs om, och gör ändringen igen.', en: 'Read it again, and repeat the change.' },
    };
  }
}

const everything: Caller = { organisation: null, scope: 'any', shares: [], peers: [] };

export const noOrganisation: Refusal = {
  code: 'no-organisation',
  status: 403,
  detail: {
    sv: 'Din inloggning säger inte vilken organisation du handlar för.',
    en: 'Your sign-in does not say which organisation you act for.',
  },
  hint: { sv: 'Be den som sköter inloggningen lägga till den.', en: 'Ask whoever runs the sign-in to add it.' },
};

const wasWritten = <State>(outcome: CommandResult<State>): outcome is Done<State> =>
  outcome.kind === 'created' || outcome.kind === 'changed';

/** Whether another transaction created or changed the same aggregate at the same time. */
const isRace = (error: unknown): boolean =>
  isSqlState(error, sqlState.uniqueViolation, sqlState.serializationFailure, sqlState.deadlockDetected);
