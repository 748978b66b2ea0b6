import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '@lotsen/access';
import { allTopics, receiptTopics } from '@lotsen/contracts';
import { matchingService } from '@lotsen/matching';
import {
  ConsumerGroup,
  EmbeddedLogTransport,
  KafkaTransport,
  type OutgoingRecord,
  type Transport,
} from '@lotsen/messaging';
import { databaseUrlOf } from '@lotsen/persistence';
import { type RunningService, readSettings, startService } from '@lotsen/platform';
import type { RunningPostgres } from '../../cli/src/start/embedded-postgres.js';
import { FactBase } from '../../services/matching/src/facts/fact-base.js';
import { ListHash } from '../../services/matching/src/matches/list-hash.js';
import { Api } from '../support/api.js';
import { testKafka } from '../support/databases.js';
import { eventually } from '../support/eventually.js';
import { startKafka } from '../support/kafka.mjs';
import { rows } from '../support/leaks.js';
import { serverOfItsOwn } from '../support/server-of-its-own.js';
import { settled, stopAll } from '../support/settled.js';
import { lotsen, type System, systemOfProcesses } from '../support/system.js';
import { type Answering, listsOf, namesOf, reasons } from './answers.mjs';
import { fixtureOf, restore } from './fixture.js';

/** The release whose database and log are taken over. */
const release = '0.1.0';
const fixture = fixtureOf(release);
const { ids } = fixture;
const services = ['candidates', 'validations', 'vacancies', 'placements', 'matching'] as const;

/** Six processes start and read a whole log, on whatever machine this is. */
const patience = 300_000;

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

async function serverWithFixture(): Promise<RunningPostgres> {
  const postgres = await serverOfItsOwn();
  await restore(release, postgres.url);
  return postgres;
}

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

/** What a release left in its outboxes. */
async function waitingOn(server: string): Promise<OutgoingRecord[]> {
  const waiting: OutgoingRecord[] = [];
  for (const service of services) {
    const url = databaseUrlOf(server, `lotsen_${service}`);
    waiting.push(...(await rows<OutgoingRecord>(url, 'SELECT topic, key, value, headers FROM outbox ORDER BY seq')));
  }
  return waiting;
}

/** The ad whose last day has passed is closed by the calendar, which the release did not know. */
async function closedByCalendar(server: string): Promise<string[]> {
  const found = await rows<{ id: string }>(
    databaseUrlOf(server, 'lotsen_vacancies'),
    `SELECT id FROM vacancy WHERE state->>'lastApplicationDay' < '2026-11-01'`,
  );
  return found.map(({ id }) => id);
}

describe(`the log of ${release}, read from its start by matching as it is now`, () => {
  let postgres: RunningPostgres;
  let matching: RunningService;

  beforeAll(async () => {
    postgres = await serverWithFixture();
    const log = new EmbeddedLogTransport(databaseUrlOf(postgres.url, 'lotsen_log'));
    await log.connect();
    await log.publish(await waitingOn(postgres.url));
    await log.close();
    // On the day of the release's own answers: nothing else reads the clock.
    const clock = () => new Date(`${fixture.projection.asOf}T12:00:00Z`);
    const folder = mkdtempSync(join(tmpdir(), 'lotsen-upgrade-'));
    const settings = readSettings({ LOTSEN_DATA: folder, LOTSEN_PORT: '15500', LOTSEN_DEMO_DATA: 'false' });
    matching = await startService(matchingService, { settings, databaseServer: postgres.url, clock });
  }, patience);

  afterAll(() => stopAll(matching, postgres), patience);

  it('gives the lists that the release gave: one hash, of events that no service has told anew', async () => {
    await eventually(async () => {
      const lag = Object.values(await matching.app.get(ConsumerGroup).lag());
      expect(lag.filter((open) => open > 0)).toEqual([]);
    }, 60_000);
    expect(matching.app.get(FactBase).counts()).toMatchObject(fixture.held);
    expect(await matching.app.get(ListHash).compute()).toEqual(fixture.projection);
  });
});

interface Setting {
  readonly env: Record<string, string>;
  log(server: string): Transport;
  /** Before the first start, with the log of the release. */
  prepare?(records: readonly OutgoingRecord[]): Promise<void>;
}

function upgraded(setting: () => Setting): void {
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
    const { env, prepare } = setting();
    await prepare?.(oldRecords);
    log = setting().log(postgres.url);
    await log.connect();
    system = await systemOfProcesses(postgres.url, { LOTSEN_VAULT_KEY: fixture.vaultKey, ...env });
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

  it('the lists hold the same, with the same points for the same reasons', async () => {
    const closed = await closedByCalendar(postgres.url);
    const lists = await listsOf(user, ids);
    expect(Object.keys(lists).sort()).toEqual(Object.keys(fixture.lists).sort());
    for (const [path, list] of Object.entries(fixture.lists)) {
      expect([path, lists[path]]).toEqual([path, list.filter(([id]) => !closed.includes(id))]);
    }
    for (const [path, why] of Object.entries(fixture.explanations)) {
      if (closed.some((id) => path.endsWith(id))) continue;
      expect([path, reasons(await user.get('officer', path))]).toEqual([path, why]);
    }
  });

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

describe(`what ${release} stored, taken over on the embedded log`, () => {
  upgraded(() => ({
    env: {},
    log: (server) => new EmbeddedLogTransport(databaseUrlOf(server, 'lotsen_log')),
  }));
});

// The other suites' broker has topics of the same names: this one needs its own.
const onKafka = testKafka() ? describe : describe.skip;
onKafka(`what ${release} stored, moved on Kafka at the same time`, () => {
  let kafka: Awaited<ReturnType<typeof startKafka>>;
  const transport = () => new KafkaTransport([kafka?.broker ?? ''], 'lotsen-test');

  beforeAll(async () => {
    kafka = await startKafka('lotsen-test-kafka-of-upgrade');
  }, patience);

  upgraded(() => ({
    env: { KAFKA_BROKERS: kafka?.broker ?? '' },
    log: transport,
    prepare: async (records) => {
      const log = transport();
      await log.connect();
      await log.ensureTopics(allTopics);
      await log.publish(records);
      await log.close();
    },
  }));

  // After the services, which leave their group at it: hooks run in the order in which they stand.
  afterAll(async () => {
    await kafka?.stop();
  }, patience);
});
