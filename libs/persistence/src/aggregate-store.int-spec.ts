import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { topics } from '@lotsen/contracts';
import { EmbeddedLogTransport, OutboxRelay, outboxSize } from '@lotsen/messaging';
import { newDatabase } from '@lotsen/testing/databases';
import { eventually } from '@lotsen/testing/eventually';
import { DataSource } from 'typeorm';
import {
  AggregateStore,
  aggregateColumns,
  aggregateEntity,
  type Caller,
  covers,
  type Decide,
  dataSourceOptions,
  next,
  Refused,
  refuse,
  unchanged,
} from './index.js';

interface Profile {
  readonly name: string;
  readonly owner: string | null;
  readonly sharedWith: readonly string[];
}
interface Lookup {
  name: string;
  owner: string | null;
  sharedWith: string[];
}

const entity = aggregateEntity<Profile, Lookup>('profile', {
  name: { type: 'text' },
  owner: { type: 'text', nullable: true },
  sharedWith: { type: 'text', array: true, name: 'shared_with' },
});
const nobodys = { owner: null, sharedWith: [] };
const rename =
  (name: string): Decide<Profile> =>
  (state) =>
    state?.name === name ? unchanged : next({ ...nobodys, ...state, name });
const owned =
  (owner: string | null, ...sharedWith: string[]): Decide<Profile> =>
  () =>
    next({ name: 'a', owner, sharedWith });
const caller = (given: Partial<Caller> = {}): Caller => ({
  organisation: 'o1',
  scope: 'own',
  shares: ['o1', 'g1'],
  peers: ['o1', 'o2'],
  ...given,
});

describe('the aggregate store', () => {
  let url: string;
  let source: DataSource;
  let store: AggregateStore<Profile, Lookup>;

  beforeEach(async () => {
    url = await newDatabase();
    source = await new DataSource(dataSourceOptions(url, [entity], [])).initialize();
    await source.query(
      `CREATE TABLE profile (${aggregateColumns}, name text NOT NULL, owner text, shared_with text[] NOT NULL)`,
    );
    store = new AggregateStore<Profile, Lookup>(
      source,
      {
        name: { sv: 'Profilen', en: 'profile' },
        entity,
        topic: topics.validationProfile,
        lookup: ({ name, owner, sharedWith }) => ({ name, owner, sharedWith: [...sharedWith] }),
        sides: ({ owner, sharedWith }) => ({ owner: { organisation: owner, sharedWith, amongPeers: true } }),
        owned: { by: { owner: 'owner' }, sharedWith: 'sharedWith', amongPeers: true },
        event: ({ name }, head) => ({
          ...head,
          name,
          status: 'published',
          reached: {},
          process: 'komvux',
          saidBy: 'Demo',
          demo: true,
          units: [{ unit: 'U', label: 'U', points: null, skills: [] }],
          level: null,
          language: null,
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
    const never: Decide<Profile> = () => refuse({ code: 'not-ready', status: 409, detail: { sv: 'Nej.', en: 'No.' } });
    expect(await code(store.run({ id, decide: never }))).toBe('409 not-ready');
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

  it('of changes made to whatever version there is all hold, one after another, and events come in their order', async () => {
    const id = randomUUID();
    const names = Array.from({ length: 30 }, (_, at) => `n${at}`);
    const outcomes = await Promise.all(names.map((name) => code(store.run({ id, decide: rename(name) }))));
    expect(new Set(outcomes)).toEqual(new Set(['done']));
    expect(await events()).toEqual(names.map((_, at) => ({ key: id, version: at + 1 })));
  });

  it('lets a caller change what it reaches from a side that the command allows, and nothing else (403)', async () => {
    const id = randomUUID();
    await store.run({ id, decide: owned('o1') });
    const by = (actor: Caller, sides?: string[]) =>
      code(store.change({ id, ifMatch: 1, actor }, rename('b'), sides ? { sides } : {}));
    expect(await by(caller({ organisation: 'o9', reads: 'any' }))).toBe('403 not-yours');
    expect(await by(caller({ reads: 'own' }), ['employer'])).toBe('403 not-yours');
    expect(await by(caller(), ['owner'])).toBe('done');
  });

  it('says of what a caller may not see what it says of nothing at all (404)', async () => {
    const [id, shared] = [randomUUID(), randomUUID()];
    await store.run({ id, decide: owned('o1') });
    await store.run({ id: shared, decide: owned('o1', 'g9') });
    const stranger = caller({ organisation: 'o9', shares: ['o9', 'g9'], peers: ['o9'] });
    const change = (of: string, actor: Caller) => code(store.change({ id: of, ifMatch: 1, actor }, rename('b')));
    for (const reads of [undefined, 'own', 'shared'] as const) {
      expect(await change(id, { ...stranger, reads })).toBe('404 not-found');
      expect(await code(store.get(id, { ...stranger, scope: reads ?? 'own', reads }))).toBe('404 not-found');
    }
    expect(await change(randomUUID(), stranger)).toBe('404 not-found');
    expect(await change(shared, { ...stranger, reads: 'own' })).toBe('404 not-found');
    // A caller may see what is shared with it, so the refusal may admit that the aggregate exists.
    expect(await change(shared, { ...stranger, reads: 'shared' })).toBe('403 not-yours');
  });

  it('creates nothing for a caller of no organisation', async () => {
    const create = async () => store.create({ actor: caller({ organisation: null }) }, rename('a'));
    expect(await code(create())).toBe('403 no-organisation');
    expect(await events()).toEqual([]);
  });

  it('pages through what a caller reaches, each thing once: the same that it may read one by one', async () => {
    const all: [string | null, string[]][] = [
      ['o1', []],
      ['o2', []],
      ['o9', []],
      ['o9', ['o1']],
      ['o9', ['o7', 'g1']],
      [null, []],
    ];
    for (const [owner, sharedWith] of all) {
      await store.run({ id: randomUUID(), decide: owned(owner, ...sharedWith) });
    }
    const nobody = { organisation: null, shares: [], peers: [] };
    for (const actor of [
      caller(),
      caller({ scope: 'shared' }),
      caller({ scope: 'any' }),
      caller(nobody),
      caller({ ...nobody, scope: 'shared' }),
    ]) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await store.page({ cursor, limit: 2 }, actor);
        seen.push(...page.items.map(({ state }) => JSON.stringify([state.owner, state.sharedWith])));
        cursor = page.next;
      } while (cursor);
      const reached = all.filter(([organisation, sharedWith]) =>
        covers(actor, [{ organisation, sharedWith, amongPeers: true }]),
      );
      expect(seen.sort()).toEqual(reached.map((one) => JSON.stringify(one)).sort());
    }
  });

  it('takes nothing back but what was refused: a list is judged row by row', async () => {
    const [good, bad] = [randomUUID(), randomUUID()];
    const outcomes = await store.runMany([
      { id: good, decide: rename('a') },
      { id: bad, decide: () => refuse({ code: 'bad-value', status: 422, detail: { sv: 'Fel.', en: 'Wrong.' } }) },
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
