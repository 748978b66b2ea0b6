import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Actor, demoActors } from '@lotsen/access';
import { trace } from '@opentelemetry/api';
import type { Response } from 'express';
import { Registry } from 'prom-client';
import { StreamController } from './stream.controller.js';

/** A stream of one list, of which a test says what it tells and when its reader reads. */
function aStream() {
  let version = 0;
  let changed = () => undefined;
  const question = { kind: 'vacancy', ask: () => ({ listed: [{ version }], near: [] }), close: () => undefined };
  const matches = {
    followCandidatesOf: (...[, , , , listener]: [string, string, number, Actor, () => undefined]) => {
      changed = listener;
      return question;
    },
  };
  const response = Object.assign(new EventEmitter(), { writableNeedDrain: false });
  const telemetry = { metrics: new Registry(), tracer: trace.getTracer('test') };
  const reads = { keep: async () => undefined };
  const controller = new StreamController(matches as never, reads as never, telemetry as never);
  const actor = { subject: demoActors.officer.subject } as Actor;
  const events: string[] = [];
  const stream = controller.stream({ vacancy: 'v' }, actor, response as unknown as Response);
  const subscription = stream.subscribe(({ data }) => events.push(String(data)));
  return {
    events,
    waiting: () => response.listenerCount('drain'),
    change: async () => {
      version += 1;
      changed();
      await sleep(120);
    },
    isFull: () => {
      response.writableNeedDrain = true;
    },
    readsOn: async () => {
      response.writableNeedDrain = false;
      response.emit('drain');
      await sleep(120);
    },
    end: () => subscription.unsubscribe(),
  };
}

describe('a stream whose reader is slow', () => {
  let stream: ReturnType<typeof aStream>;
  beforeEach(() => {
    stream = aStream();
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
