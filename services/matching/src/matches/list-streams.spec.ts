import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Actor, demoActors } from '@lotsen/access';
import { trace } from '@opentelemetry/api';
import { Registry } from 'prom-client';
import { Subject } from 'rxjs';
import { ListStreams } from './list-streams.js';

/** A stream of one list. The test decides when the list changes and when the client reads. */
async function aStream({ tokenSeconds = 3600, meanwhile = (_: { leave(): void; stop(): void }) => {} } = {}) {
  let version = 0;
  let isClosed = false;
  let groups = ['g1', 'g2'];
  let changed = () => undefined;
  let first = true;
  const leave = () => {
    groups = ['g1'];
  };
  const ask = async () => {
    if (first) meanwhile({ leave, stop: () => streams.beforeApplicationShutdown() });
    first = false;
    return { listed: [{ version }], near: [] };
  };
  const question = { kind: 'vacancy', ask, close: () => undefined };
  const matches = {
    followCandidatesOf: (...[, , , , listener]: [string, string, number, Actor, () => undefined]) => {
      changed = listener;
      return question;
    },
  };
  const reader = Object.assign(new EventEmitter(), { writableNeedDrain: false });
  const telemetry = { metrics: new Registry(), tracer: trace.getTracer('test') };
  const reads = { record: async () => undefined };
  const organisations = { changed: new Subject<void>(), isClosed: () => isClosed, sharesOf: () => groups };
  const streams = new ListStreams(matches as never, reads as never, organisations as never, telemetry as never);
  const actor = { ...demoActors.officer, expires: Date.now() / 1000 + tokenSeconds } as Partial<Actor> as Actor;
  const events: string[] = [];
  const stream = await streams.open({ vacancy: 'v' }, actor, reader);
  const subscription = stream.subscribe({
    next: ({ data }) => events.push(String(data)),
    complete: () => events.push('over'),
  });
  return {
    events,
    waiting: () => reader.listenerCount('drain'),
    change: async () => {
      version += 1;
      changed();
      await sleep(120);
    },
    isFull: () => {
      reader.writableNeedDrain = true;
    },
    readsOn: async () => {
      reader.writableNeedDrain = false;
      reader.emit('drain');
      await sleep(120);
    },
    organisations: (change: { isClosed?: boolean; groups?: string[] }) => {
      isClosed = change.isClosed ?? isClosed;
      groups = change.groups ?? groups;
      organisations.changed.next();
    },
    end: () => subscription.unsubscribe(),
  };
}

describe('a stream whose reader is slow', () => {
  let stream: Awaited<ReturnType<typeof aStream>>;
  beforeEach(async () => {
    stream = await aStream();
  });
  afterEach(() => stream.end());

  it('gets the newest list once it reads on, and no queue of old ones', async () => {
    await sleep(10);
    stream.isFull();
    for (let at = 0; at < 3; at++) await stream.change();
    expect(stream.waiting()).toBe(1);
    await stream.readsOn();
    expect(stream.events).toEqual([0, 3].map((version) => JSON.stringify({ listed: [{ version }], near: [] })));
    stream.end();
    expect(stream.waiting()).toBe(0);
  });
});

describe('a stream of somebody whose rights change', () => {
  const first = JSON.stringify({ listed: [{ version: 0 }], near: [] });

  it('goes on where another organisation is what changed', async () => {
    const stream = await aStream();
    await sleep(10);
    stream.organisations({ groups: ['g2', 'g1'] });
    expect(stream.events).toEqual([first]);
    stream.end();
  });

  it.each([
    ['is closed', { isClosed: true }],
    ['leaves a group', { groups: ['g1'] }],
  ])('is over once their organisation %s', async (_, change) => {
    const stream = await aStream();
    await sleep(10);
    stream.organisations(change);
    expect(stream.events).toEqual([first, 'over']);
  });

  it.each<[string, (during: { leave(): void; stop(): void }) => void]>([
    ['who left a group', ({ leave }) => leave()],
    ['whose service began to stop', ({ stop }) => stop()],
  ])('ends without a list for somebody %s while it was being opened', async (_, meanwhile) => {
    const stream = await aStream({ meanwhile });
    expect(stream.events).toEqual(['over']);
  });

  it('is over with their token', async () => {
    const stream = await aStream({ tokenSeconds: 0.05 });
    await sleep(100);
    expect(stream.events).toEqual([first, 'over']);
  });
});
