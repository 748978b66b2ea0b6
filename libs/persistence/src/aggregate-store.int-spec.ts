import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { topics } from '@lotsen/contracts';
import { EmbeddedLogTransport, OutboxRelay, outboxSize } from '@lotsen/messaging';
import { DataSource } from 'typeorm';
import { newDatabase } from '../../../test/support/databases.js';
import { eventually } from '../../../test/support/eventually.js';
import {
  AggregateStore,
  aggregateColumns,
  aggregateEntity,
  type Decide,
  dataSourceOptions,
  next,
  Refused,
  refuse,
  unchanged,
} from './index.js';

interface Profile {
  readonly name: string;
}

const entity = aggregateEntity<Profile, { name: string }>('profile', { name: { type: 'text' } });
const rename =
  (name: string): Decide<Profile> =>
  (state) =>
    state?.name === name ? unchanged : next({ name });

describe('the aggregate store', () => {
  let url: string;
  let source: DataSource;
  let store: AggregateStore<Profile, { name: string }>;

  beforeEach(async () => {
    url = await newDatabase();
    source = await new DataSource(dataSourceOptions(url, [entity], [])).initialize();
    await source.query(`CREATE TABLE profile (${aggregateColumns}, name text NOT NULL)`);
    store = new AggregateStore<Profile, { name: string }>(
      source,
      {
        name: { sv: 'Profilen', en: 'profile' },
        entity,
        topic: topics.validationProfile,
        lookup: ({ name }) => ({ name }),
        event: ({ name }, head) => ({
          ...head,
          name,
          status: 'published',
          reached: {},
          process: 'komvux',
          saidBy: 'Demo',
          demo: true,
          units: [{ unit: 'U', label: 'U', points: null, skills: [] }],
        }),
      },
      () => new Date('2026-11-22T10:00:00.000Z'),
    );
  });

  afterEach(() => source.destroy());

  const events = () =>
    source.query<{ key: string; version: number }[]>(
      `SELECT key, (convert_from(value, 'UTF8')::jsonb ->> 'version')::int AS version FROM outbox ORDER BY seq`,
    );
  const code = async (work: Promise<unknown>) => {
    try {
      await work;
      return 'done';
    } catch (error) {
      return error instanceof Refused ? `${error.refusal.status} ${error.refusal.code}` : String(error);
    }
  };

  it('writes row and event together, one version at a time; what changes nothing makes no event', async () => {
    const id = randomUUID();
    expect(await store.run({ id, decide: rename('a') })).toMatchObject({ kind: 'created', version: 1 });
    expect(await store.run({ id, decide: rename('a') })).toMatchObject({ kind: 'unchanged', version: 1 });
    expect(await store.run({ id, decide: rename('b') })).toMatchObject({ kind: 'changed', version: 2 });
    expect(await events()).toEqual([
      { key: id, version: 1 },
      { key: id, version: 2 },
    ]);
  });

  it('refuses a stale version (412), an unknown aggregate (404) and what the decision refuses', async () => {
    const id = randomUUID();
    await store.run({ id, decide: rename('a') });
    expect(await code(store.run({ id, ifMatch: 7, decide: rename('b') }))).toBe('412 stale-version');
    expect(await code(store.run({ id: randomUUID(), ifMatch: 1, decide: rename('b') }))).toBe('404 not-found');
    const never: Decide<Profile> = () => refuse({ code: 'never', status: 409, detail: { sv: 'Nej.', en: 'No.' } });
    expect(await code(store.run({ id, decide: never }))).toBe('409 never');
    expect(await events()).toHaveLength(1);
  });

  it('of a hundred changes made to the same version at once, one holds', async () => {
    const id = randomUUID();
    await store.run({ id, decide: rename('a') });
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, (_, at) => code(store.run({ id, ifMatch: 1, decide: rename(`n${at}`) }))),
    );
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === '412 stale-version')).toHaveLength(99);
    expect(await events()).toHaveLength(2);
  });

  it('takes nothing back but what was refused: a list is judged row by row', async () => {
    const [good, bad] = [randomUUID(), randomUUID()];
    const outcomes = await store.runMany([
      { id: good, decide: rename('a') },
      { id: bad, decide: () => refuse({ code: 'bad', status: 422, detail: { sv: 'Fel.', en: 'Wrong.' } }) },
    ]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['created', 'refused']);
    expect((await events()).map(({ key }) => key)).toEqual([good]);
  });

  it('an Idempotency-Key gives the first answer again, and refuses another body', async () => {
    const use = { client: 'c', route: 'POST /x', key: 'k' };
    const first = await store.run({ id: randomUUID(), decide: rename('a') }, { idempotency: { ...use, body: 1 } });
    const again = await store.run({ id: randomUUID(), decide: rename('a') }, { idempotency: { ...use, body: 1 } });
    expect(again).toMatchObject({ id: first.id, version: 1 });
    const other = store.run({ id: randomUUID(), decide: rename('a') }, { idempotency: { ...use, body: 2 } });
    expect(await code(other)).toBe('422 idempotency-key-reused');
    expect(await events()).toHaveLength(1);
  });

  it('what has to be durable with the change goes with it: a failure takes both back', async () => {
    const id = randomUUID();
    const also = async () => {
      throw new Error('the vault is away');
    };
    await expect(store.run({ id, decide: rename('a') }, { also })).rejects.toThrow('the vault is away');
    expect(await store.find(id)).toBeNull();
    expect(await events()).toEqual([]);
  });

  it('the relay publishes in the order of commits, empties the outbox, and a republish announces all again', async () => {
    const transport = new EmbeddedLogTransport(await newDatabase());
    await transport.connect();
    await transport.ensureTopics([topics.validationProfile]);
    const relay = new OutboxRelay(url, transport);
    relay.start();
    const ids = Array.from({ length: 20 }, () => randomUUID());
    await Promise.all(
      ids.map(async (id) => {
        for (const name of ['a', 'b', 'c']) await store.run({ id, decide: rename(name) });
      }),
    );
    await eventually(async () => expect(await outboxSize(source.manager)).toBe(0));
    const versions = new Map<string, number[]>();
    for await (const record of transport.read(topics.validationProfile.name)) {
      const { id, version } = JSON.parse(String(record.value)) as { id: string; version: number };
      versions.set(id, [...(versions.get(id) ?? []), version]);
    }
    expect([...versions.values()]).toEqual(ids.map(() => [1, 2, 3]));
    expect(await store.republish()).toBe(20);
    expect([...(await store.publicVersions()).values()]).toEqual(ids.map(() => 3));
    await relay.stop();
    await transport.close();
  });
});
