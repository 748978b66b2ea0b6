import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import {
  type Arrival,
  type Consumption,
  EventSigner,
  EventVerifier,
  type LogRecord,
  type OutgoingRecord,
  type Transport,
} from '@lotsen/messaging';
import { eventually } from './eventually.js';

/** Tests what every transport must do. Each call of `make` gives a new, unconnected transport to the same log. */
export function transportContract(make: () => Transport): void {
  let transport: Transport;
  let topic: string;
  const consumptions: Consumption[] = [];
  const record = (key: string, value: string | null): OutgoingRecord => ({
    topic,
    key,
    value: value === null ? null : Buffer.from(value),
    headers: { ce_id: `${key}:${value}` },
  });
  const consume = async (options: {
    group?: string;
    next?: (partition: number) => number | undefined;
    onRecords: (arrival: Arrival) => Promise<void> | void;
  }) => {
    const consumption = await transport.consume({
      group: options.group ?? `group-${randomUUID()}`,
      gatherMs: 10,
      topics: [topic],
      onAssigned: async () => undefined,
      nextOffset: (_topic, partition) => options.next?.(partition),
      onRecords: async (arrival) => options.onRecords(arrival),
    });
    consumptions.push(consumption);
    return consumption;
  };
  const collect = async (options: { group?: string; next?: (partition: number) => number | undefined } = {}) => {
    const seen: LogRecord[] = [];
    const consumption = await consume({ ...options, onRecords: ({ records }) => void seen.push(...records) });
    return { seen, consumption };
  };

  beforeEach(async () => {
    topic = `test.${randomUUID()}`;
    transport = make();
    await transport.connect();
    await transport.ensureTopics([{ name: topic, partitions: 3 }]);
  });

  afterEach(async () => {
    for (const consumption of consumptions.splice(0)) await consumption.stop();
    await transport.close();
  });

  it('reads on after a failure of any kind: what failed comes again', async () => {
    const failures = [new Error('once'), Object.assign(new Error('for good'), { retriable: false })];
    const seen: string[] = [];
    await transport.publish([record('key', 'a')]);
    await consume({
      onRecords: ({ records }) => {
        const failure = failures.shift();
        if (failure) throw failure;
        seen.push(...records.map(({ value }) => String(value)));
      },
    });
    await eventually(() => expect(seen).toEqual(['a']), 30_000);
    await transport.publish([record('key', 'b')]);
    await eventually(() => expect(seen).toEqual(['a', 'b']));
  });

  it('delivers everything, in order within a key', async () => {
    const records = Array.from({ length: 60 }, (_, at) => record(`key-${at % 7}`, String(at)));
    await transport.publish(records);
    const { seen } = await collect();
    await eventually(() => expect(seen).toHaveLength(60));
    for (let key = 0; key < 7; key++) {
      const values = seen.filter((one) => one.key === `key-${key}`).map((one) => Number(one.value));
      expect(values).toEqual([...values].sort((a, b) => a - b));
      expect(new Set(seen.filter((one) => one.key === `key-${key}`).map((one) => one.partition)).size).toBe(1);
    }
  });

  it('brings what is published while it reads', async () => {
    const { seen } = await collect();
    await transport.publish([record('a', '1')]);
    await eventually(() => expect(seen.map((one) => String(one.value))).toEqual(['1']));
    await transport.publish([record('a', '2')]);
    await eventually(() => expect(seen.map((one) => String(one.value))).toEqual(['1', '2']));
  });

  it('keeps headers, bytes and tombstones as they are', async () => {
    await transport.publish([record('a', 'åäö'), record('b', null)]);
    const { seen } = await collect();
    await eventually(() => expect(seen).toHaveLength(2));
    expect(seen.find(({ key }) => key === 'a')).toMatchObject({ headers: { ce_id: 'a:åäö' } });
    expect(seen.find(({ key }) => key === 'a')?.value?.toString()).toBe('åäö');
    expect(seen.find(({ key }) => key === 'b')?.value).toBeNull();
  });

  it('leaves the signature of an event valid, consumed and read as a whole', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const signer = new EventSigner(privateKey);
    await transport.publish([signer.sign(record('a', '{ "name":"Åsa \\u00e5 😀",\n"x":1.0 }'))]);
    const { seen } = await collect();
    await eventually(() => expect(seen).toHaveLength(1));
    for await (const one of transport.read(topic)) seen.push(one);
    const verifier = new EventVerifier([publicKey]);
    expect(seen.map((one) => verifier.signedBy(one))).toEqual([signer.fingerprint, signer.fingerprint]);
  });

  it('starts where the consumer says, not where the broker thinks', async () => {
    await transport.publish(Array.from({ length: 5 }, (_, at) => record('same-key', String(at))));
    const group = `group-${randomUUID()}`;
    const first = await collect({ group });
    await eventually(() => expect(first.seen).toHaveLength(5));
    await first.consumption.stop();
    const { partition } = first.seen[0] as LogRecord;
    const again = await collect({ group, next: (p) => (p === partition ? 3 : undefined) });
    await eventually(() => expect(again.seen.map((one) => String(one.value))).toEqual(['3', '4']));
  });

  it('what failed comes again, and nothing behind it is skipped', async () => {
    await transport.publish([record('a', '1'), record('a', '2')]);
    let failures = 0;
    const seen: string[] = [];
    await consume({
      onRecords: ({ records }) => {
        if (failures++ < 1) throw new Error('the database is away');
        seen.push(...records.map((one) => String(one.value)));
      },
    });
    await eventually(() => expect(seen).toEqual(['1', '2']), 40_000);
  });

  it('a second member of a group takes over when the first leaves', async () => {
    const group = `group-${randomUUID()}`;
    const one = await collect({ group });
    await transport.publish([record('a', '1')]);
    await eventually(() => expect(one.seen).toHaveLength(1));
    const next = (partition: number) => {
      const last = one.seen.filter((r) => r.partition === partition).at(-1);
      return last && last.offset + 1;
    };
    const other = await collect({ group, next });
    await one.consumption.stop();
    await transport.publish([record('a', '2')]);
    await eventually(() => expect(other.seen.map((r) => String(r.value))).toEqual(['2']), 40_000);
  });

  it('tells the end of each partition, and reads a whole topic up to it', async () => {
    await transport.publish(Array.from({ length: 20 }, (_, at) => record(`key-${at}`, String(at))));
    const ends = await transport.endOffsets(topic);
    expect(ends.size).toBe(3);
    expect([...ends.values()].reduce((a, b) => a + b, 0)).toBe(20);
    const read: string[] = [];
    for await (const one of transport.read(topic)) read.push(one.key);
    expect(read.sort()).toEqual(Array.from({ length: 20 }, (_, at) => `key-${at}`).sort());
  });

  it('reads an empty topic to its end at once', async () => {
    const read: LogRecord[] = [];
    for await (const one of transport.read(topic)) read.push(one);
    expect(read).toEqual([]);
  });

  it('creating topics again changes nothing, and the log keeps its id', async () => {
    await transport.publish([record('a', '1')]);
    await transport.ensureTopics([{ name: topic, partitions: 3 }]);
    expect([...(await transport.endOffsets(topic)).values()].reduce((a, b) => a + b, 0)).toBe(1);
    const other = make();
    await other.connect();
    expect(other.logId).toBe(transport.logId);
    await other.close();
  });

  it('refuses to publish to a topic that was never created', async () => {
    await expect(transport.publish([{ ...record('a', '1'), topic: `never.${randomUUID()}` }])).rejects.toThrow();
  });
}
