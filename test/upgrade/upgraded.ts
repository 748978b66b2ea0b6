import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Role } from '@lotsen/access';
import { allTopics, receiptTopics } from '@lotsen/contracts';
import { EmbeddedLogTransport, type OutgoingRecord, type Transport } from '@lotsen/messaging';
import { databaseUrlOf } from '@lotsen/persistence/database-url';
import { Api } from '@lotsen/testing/api';
import { eventually } from '@lotsen/testing/eventually';
import { rows } from '@lotsen/testing/leaks';
import { settled, stopAll } from '@lotsen/testing/settled';
import { lotsen, type System } from '@lotsen/testing/system';
import type { RunningPostgres } from '../../cli/src/start/embedded-postgres.js';
import { type Answering, listsOf, namesOf, reasons } from './answers.mjs';
import { fixture, ids, patience, serverWithFixture, services, waitingOn } from './taken-over.js';

interface Aggregate {
  readonly id: string;
  readonly version: number;
  readonly state: { readonly status: string };
}
const tables = [
  ['candidates', 'candidate'],
  ['validations', 'validation_profile'],
  ['validations', 'validation_outcome'],
  ['vacancies', 'vacancy'],
  ['placements', 'placement'],
] as const;

const asUser = (system: System): Answering => {
  const api = new Api(system);
  return {
    get: async (role, path) => {
      const { status, text, body } = await api.call(role as Role, 'GET', path, undefined, {
        'lotsen-purpose': 'oversight',
      });
      if (status >= 300) throw new Error(`${path}: ${status} ${text}`);
      return body;
    },
  };
};

async function recordsOf(log: Transport): Promise<OutgoingRecord[]> {
  const records: OutgoingRecord[] = [];
  for (const { name } of allTopics) for await (const record of log.read(name)) records.push(record);
  return records;
}

/** The ad whose last day has passed. The calendar closes it, which the old release did not do. */
async function closedByCalendar(server: string): Promise<string[]> {
  const found = await rows<{ id: string }>(
    databaseUrlOf(server, 'lotsen_vacancies'),
    `SELECT id FROM vacancy WHERE state->>'lastApplicationDay' < '2026-11-01'`,
  );
  return found.map(({ id }) => id);
}

interface Setting {
  /** Makes the system on that database server. */
  make(server: string, env: Record<string, string>): Promise<System>;
  log(server: string): Transport;
  /** Runs before the first start, with the records of the release's log. */
  prepare?(records: readonly OutgoingRecord[]): Promise<void>;
}

/** Tests a system that starts on the data of a release. */
export function upgraded(setting: () => Setting): void {
  let postgres: RunningPostgres;
  let system: System;
  let user: Answering;
  let log: Transport;
  let waiting: OutgoingRecord[];
  let oldRecords: OutgoingRecord[];
  const before = new Map<string, Aggregate>();

  const aggregates = async () => {
    const found: Aggregate[] = [];
    for (const [service, table] of tables) {
      const url = databaseUrlOf(postgres.url, `lotsen_${service}`);
      found.push(...(await rows<Aggregate>(url, `SELECT id, version, state FROM ${table}`)));
    }
    return found;
  };

  beforeAll(async () => {
    postgres = await serverWithFixture();
    for (const one of await aggregates()) before.set(one.id, one);
    waiting = await waitingOn(postgres.url);
    const old = new EmbeddedLogTransport(databaseUrlOf(postgres.url, 'lotsen_log'));
    await old.connect();
    oldRecords = await recordsOf(old);
    await old.close();
    const { make, prepare } = setting();
    await prepare?.(oldRecords);
    log = setting().log(postgres.url);
    await log.connect();
    // The release had version 1 of the model: the same code computes the same lists with it.
    system = await make(postgres.url, { LOTSEN_VAULT_KEY: fixture.vaultKey, LOTSEN_MODEL: '1' });
    await system.start();
    user = asUser(system);
    await settled((role, path) => user.get(role, path), services);
  }, patience);

  afterAll(() => stopAll(system, { stop: () => log.close() }, postgres), patience);

  it('every aggregate is there, with at least its version and the same facts', async () => {
    const after = await aggregates();
    expect(after.length).toBe(before.size);
    const byCalendar = await closedByCalendar(postgres.url);
    for (const { id, version, state } of after) {
      const old = before.get(id) as Aggregate;
      expect(version).toBeGreaterThanOrEqual(old.version);
      if (byCalendar.includes(id)) expect(state.status).toBe('closed');
      else if (ids.erased.includes((old.state as { candidate?: string }).candidate ?? ''))
        expect(state.status).toBe('erased');
      else expect(state).toMatchObject(old.state);
    }
  });

  it('what waited in the outboxes is in the log, in its order', async () => {
    expect(waiting.length).toBe(6);
    const published = await recordsOf(log);
    for (const { topic, key, value } of waiting) {
      const last = published.filter((record) => record.topic === topic && record.key === key).at(-1);
      const isGone = ids.erased.includes(key);
      expect([key, last?.value === null]).toEqual([key, isGone]);
      if (isGone || !value) continue;
      const { version } = JSON.parse(String(value)) as { version: number };
      expect((JSON.parse(String(last?.value)) as { version: number }).version).toBeGreaterThanOrEqual(version);
    }
  });

  it('an officer reads the names', async () => {
    expect(await namesOf(user, ids)).toEqual(fixture.names);
  });

  it(
    'the lists hold the same, with the same points for the same reasons',
    async () => {
      const closed = await closedByCalendar(postgres.url);
      // The events that the first start publishes again, and those of the calendar, reach the lists a little later.
      await eventually(async () => {
        const lists = await listsOf(user, ids);
        expect(Object.keys(lists).sort()).toEqual(Object.keys(fixture.lists).sort());
        for (const [path, list] of Object.entries(fixture.lists)) {
          expect([path, lists[path]]).toEqual([path, list.filter(([id]) => !closed.includes(id))]);
        }
      }, 40_000);
      for (const [path, why] of Object.entries(fixture.explanations)) {
        if (closed.some((id) => path.endsWith(id))) continue;
        expect([path, reasons(await user.get('officer', path))]).toEqual([path, why]);
      }
    },
    patience,
  );

  it('the dead letter is still there', async () => {
    const { items } = (await user.get('administrator', '/v1/operations/matching/dead-letters')) as {
      items: object[];
    };
    expect(items).toEqual(expect.arrayContaining([...fixture.deadLetters]));
  });

  it('who was erased stays erased, in every service, with a receipt of each', async () => {
    expect(ids.erased.length).toBe(2);
    for (const id of ids.erased) {
      await expect(user.get('officer', `/v1/candidates/${id}`)).rejects.toThrow(': 404 ');
      await eventually(async () =>
        expect(await user.get('administrator', `/v1/candidates/erasures/${id}`)).toMatchObject({
          completedAt: expect.any(String),
          missing: [],
        }),
      );
      for (const { producer } of receiptTopics) {
        const url = databaseUrlOf(postgres.url, `lotsen_${producer}`);
        expect([producer, await rows(url, 'SELECT id FROM erased_candidate WHERE id = $1', [id])]).toEqual([
          producer,
          [{ id }],
        ]);
      }
    }
  });

  it(
    'databases, log and projection agree, also once the projection is filled again from the log',
    async () => {
      const token = await new Api(system).token('administrator');
      const checked = await lotsen(system, token, 'check', 'log');
      expect(checked).toMatchObject({ code: 0, out: expect.stringContaining('Outbox, log and projection agree.') });
      const rebuilt = await lotsen(system, token, '--json', 'rebuild', 'matching');
      expect(JSON.parse(rebuilt.out)).toMatchObject({ same: true });
    },
    patience,
  );

  it('nothing is left to be announced at the next start', async () => {
    for (const service of services) {
      const url = databaseUrlOf(postgres.url, `lotsen_${service}`);
      expect([service, await rows(url, 'SELECT topic FROM to_announce')]).toEqual([service, []]);
    }
  });
}
