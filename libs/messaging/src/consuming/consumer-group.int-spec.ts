import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { topics } from '@lotsen/contracts';
import { dataSourceOptions } from '@lotsen/persistence';
import { newDatabase } from '@lotsen/testing/databases';
import { eventually } from '@lotsen/testing/eventually';
import { DataSource, type EntityManager } from 'typeorm';
import { EmbeddedLogTransport } from '../log/embedded/index.js';
import {
  type AggregateState,
  type ConsumeOptions,
  compareWithLog,
  EventSigner,
  EventVerifier,
  encodeState,
  fingerprintOf,
  tombstone,
} from '../log/index.js';
import { appendToOutbox, OutboxRelay } from '../publishing/index.js';
import { type ConsumerContext, ConsumerGroup, type StateHandler } from './consumer-group.js';
import { DeadLetters } from './dead-letters.js';
import { Positions, ReadingAnew } from './positions.js';

const topic = topics.validationProfile;
const profile = (id: string, version: number, name = 'Demo') => ({
  id,
  version,
  status: 'published',
  reached: {},
  name,
  process: 'komvux',
  saidBy: 'Demo',
  demo: true,
  units: [{ unit: 'U1', label: 'Unit', points: null, skills: [] }],
  level: null,
  language: null,
});
const event = (id: string, version: number, name?: string) =>
  encodeState(topic, profile(id, version, name) as AggregateState, '2026-11-22T10:00:00.000Z');

describe('a consumer group', () => {
  let url: string;
  let source: DataSource;
  let transport: EmbeddedLogTransport;
  let group: ConsumerGroup;
  let seen: string[];
  let handle: StateHandler;

  beforeEach(async () => {
    url = await newDatabase();
    source = await new DataSource(dataSourceOptions(url, [], [])).initialize();
    await source.query('CREATE TABLE effect (id text, version bigint)');
    transport = new EmbeddedLogTransport(await newDatabase());
    await transport.connect();
    await transport.ensureTopics([topic]);
    group = new ConsumerGroup('test', source, transport);
    seen = [];
    handle = async (state, { id, version, manager, afterCommit }: ConsumerContext) => {
      await manager.query('INSERT INTO effect VALUES ($1, $2)', [id, version]);
      afterCommit(() => seen.push(state ? `${id}:${state.version}` : `${id}:gone`));
    };
  });

  afterEach(async () => {
    await group.stop();
    await transport.close();
    await source.destroy();
  });

  const start = () => group.start(new Map([[topic.name, (state, context) => handle(state, context)]]));
  const effects = async () => (await source.query<{ n: number }[]>('SELECT count(*)::int AS n FROM effect'))[0]?.n;

  it('tells a handler the newest version of what an older one said', async () => {
    const id = randomUUID();
    const { level: _, language: __, ...asOfVersion1 } = profile(id, 1);
    const states: unknown[] = [];
    handle = async (state) => {
      states.push(state);
    };
    const headers = { ce_specversion: '1.0', ce_type: `${topic.name}.v1` };
    await transport.publish([
      { topic: topic.name, key: id, value: Buffer.from(JSON.stringify(asOfVersion1)), headers },
    ]);
    await start();
    await eventually(() => expect(states).toEqual([profile(id, 1)]));
  });

  it('applies each version once, and never an older one', async () => {
    const id = randomUUID();
    await transport.publish([event(id, 1), event(id, 3), event(id, 3), event(id, 2), event(id, 4)]);
    await start();
    await eventually(() => expect(seen).toEqual([`${id}:1`, `${id}:3`, `${id}:4`]));
    expect(await effects()).toBe(3);
  });

  it('a tombstone outranks every version: nothing revives what was erased', async () => {
    const id = randomUUID();
    await transport.publish([tombstone(topic, id)]);
    await transport.publish([event(id, 9)]);
    await start();
    await eventually(async () => expect(await group.lag()).toEqual({ [topic.name]: 0 }));
    expect(seen).toEqual([`${id}:gone`]);
    await group.rebuild(async () => undefined);
    await eventually(async () => expect(await group.lag()).toEqual({ [topic.name]: 0 }));
    expect(seen).toEqual([`${id}:gone`]);
  });

  it('what cannot be parsed, breaks its schema or has the wrong key goes to the dead letters, and the partition goes on', async () => {
    const good = event('00000000-0000-4000-8000-000000000001', 1);
    const key = good.key;
    const id = randomUUID();
    await transport.publish([
      { ...good, value: Buffer.from('{') },
      { ...good, value: Buffer.from(JSON.stringify({ ...profile(key, 1), gender: 'x' })) },
      { ...good, headers: {} },
      { ...good, headers: { odd: 'a\\u0000' }, value: Buffer.from('{"\\u0000":1}') },
      { ...good, value: Buffer.from(JSON.stringify({ ...profile(key, 1), 'a\0b': 1 })) },
      { ...good, key: randomUUID() },
      { ...good, headers: { ...good.headers, ce_type: `${topic.name}.v99` } },
      event(id, 1),
    ]);
    await start();
    await eventually(async () => expect(await group.lag()).toEqual({ [topic.name]: 0 }));
    expect(seen).toEqual([`${id}:1`]);
    const letters = await new DeadLetters(source).list(10);
    expect(letters.map(({ code }) => code).sort()).toEqual([
      'breaks-schema',
      'breaks-schema',
      'breaks-schema',
      'not-an-event',
      'not-an-event',
      'not-json',
      'wrong-key',
    ]);
  });

  it('a record that its handler refuses is buried alone; replayed once the handler is mended, it counts', async () => {
    const [bad, good] = [randomUUID(), randomUUID()];
    const mended = handle;
    handle = async (state, context) => {
      if (context.id === bad) throw new Error('no such column');
      await mended(state, context);
    };
    await transport.publish([event(good, 1), event(bad, 1), event(good, 2)]);
    await start();
    await eventually(async () => expect(await group.lag()).toEqual({ [topic.name]: 0 }));
    expect(seen.sort()).toEqual([`${good}:1`, `${good}:2`]);
    const letters = new DeadLetters(source);
    const [letter] = await letters.list(10);
    expect(letter).toMatchObject({ code: 'handler-refused', key: bad });
    handle = mended;
    const found = await letters.show(letter?.id ?? '');
    if (!found) throw new Error('The letter is gone.');
    await group.replay(found.record);
    expect(seen).toContain(`${bad}:1`);
  });

  it('a signed event still bears its signature after outbox, relay, log, dead letters and replay', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const verifier = new EventVerifier([publicKey]);
    const signers: (string | undefined)[] = [];
    handle = async (_state, { record }) => {
      signers.push(verifier.signedBy(record));
      if (signers.length === 1) throw new Error('no such column');
    };
    const signed = new EventSigner(privateKey).sign(event(randomUUID(), 1, 'Ö "x" \u0007'));
    await appendToOutbox(source.manager, [signed]);
    const relay = new OutboxRelay(url, transport);
    relay.start();
    await relay.stop();
    await start();
    await eventually(async () => expect(await group.lag()).toEqual({ [topic.name]: 0 }));
    const letters = new DeadLetters(source);
    const [letter] = await letters.list(10);
    const found = await letters.show(letter?.id ?? '');
    if (!found) throw new Error('There is no letter.');
    await group.replay(found.record);
    expect(signers).toEqual([fingerprintOf(publicKey), fingerprintOf(publicKey)]);
  });

  it('what handlers do together is done once a transaction, with the last of each key; who spoils it is buried alone', async () => {
    const [good, bad] = [randomUUID(), randomUUID()];
    const calls: string[][] = [];
    const told: string[] = [];
    const write = async (manager: EntityManager, items: readonly { id: string; version: number }[]) => {
      if (items.some(({ id }) => id === bad)) throw new Error('no such column');
      for (const { id, version } of items) await manager.query('INSERT INTO effect VALUES ($1, $2)', [id, version]);
      calls.push(items.map(({ id, version }) => `${id}:${version}`));
      return items.length;
    };
    handle = async (_state, { id, version, inBatch, afterCommit }) => {
      const written = inBatch(write, { id, version });
      afterCommit(() => told.push(`${id}:${version} of ${written()}`));
    };
    await transport.publish([event(good, 1), event(good, 2)]);
    await start();
    await eventually(() => expect(calls).toEqual([[`${good}:2`]]));
    await transport.publish([event(bad, 1), event(good, 3)]);
    await eventually(async () => expect(await group.lag()).toEqual({ [topic.name]: 0 }));
    expect(calls).toEqual([[`${good}:2`], [`${good}:3`]]);
    // After the commit, each record of a transaction gets the result of the shared work.
    await eventually(() => expect(told).toEqual([`${good}:1 of 1`, `${good}:2 of 1`, `${good}:3 of 1`]));
    expect(await new DeadLetters(source).list(10)).toMatchObject([{ key: bad, code: 'handler-refused' }]);
  });

  it('a failure of the moment is tried again for as long as it lasts, and nothing is buried', async () => {
    const id = randomUUID();
    let failures = 3;
    const calm = handle;
    handle = async (state, context) => {
      if (failures-- > 0) throw Object.assign(new Error('terminating connection'), { code: '57P01' });
      await calm(state, context);
    };
    await transport.publish([event(id, 1)]);
    await start();
    await eventually(() => expect(seen).toEqual([`${id}:1`]));
    expect(await new DeadLetters(source).count()).toBe(0);
  });

  it('goes on where its database says after a restart; a rebuild reads everything again', async () => {
    const id = randomUUID();
    await transport.publish([event(id, 1)]);
    await start();
    await eventually(() => expect(seen).toEqual([`${id}:1`]));
    await group.stop();
    await transport.publish([event(id, 2)]);
    group = new ConsumerGroup('test', source, transport);
    await start();
    await eventually(() => expect(seen).toEqual([`${id}:1`, `${id}:2`]));
    await group.rebuild(async (manager) => {
      await manager.query('TRUNCATE effect');
    });
    await eventually(() => expect(seen.slice(2)).toEqual([`${id}:1`, `${id}:2`]));
    expect(await effects()).toBe(2);
  });

  it('assigned anew after another member forgot all, takes nothing in from where it had read on, and begins from the start', async () => {
    const begun: ConsumeOptions[] = [];
    transport.consume = async (options) => {
      begun.push(options);
      return { stop: async () => undefined };
    };
    await transport.publish([event(randomUUID(), 1)]);
    await start();
    const [first] = begun as [ConsumeOptions];
    let partition = -1;
    for await (const record of transport.read(topic.name)) {
      await first.onRecords({ records: [record], heartbeat: async () => undefined });
      partition = record.partition;
    }
    expect(first.nextOffset(topic.name, partition)).toBe(1);
    await source.transaction(async (manager) => {
      await new Positions(source, transport).forget(manager, []);
    });
    await expect(first.onAssigned()).rejects.toThrow(ReadingAnew);
    await eventually(() => expect(begun).toHaveLength(2));
    expect(begun[1]?.nextOffset(topic.name, partition)).toBeUndefined();
  });

  it('the log check tells what the database holds and the log does not, and the other way round', async () => {
    const [both, onlyLog, onlyHeld, older] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    await transport.publish([event(both, 1), event(onlyLog, 1), event(older, 1)]);
    const held = new Map([
      [both, 1],
      [onlyHeld, 1],
      [older, 2],
    ]);
    expect(await compareWithLog(transport, topic, held)).toMatchObject({
      missingInLog: [onlyHeld],
      notHeld: [onlyLog],
      olderInLog: [older],
      newerInLog: [],
    });
  });
});
