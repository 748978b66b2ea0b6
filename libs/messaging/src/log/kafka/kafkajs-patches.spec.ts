import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

interface Queue {
  push(request: { entry: { correlationId: number }; expectResponse: boolean; sendRequest: () => void }): void;
  fulfillRequest(answer: { correlationId: number; payload: Buffer; size: number }): void;
  destroy(): void;
}

const path = 'kafkajs/src/network/requestQueue';
const silent = { debug: () => undefined, warn: () => undefined };

/** The request queue of a connection with one request in flight, and the ids of the requests that it sent. */
function queueOf(Class: new (options: object) => Queue) {
  const queue = new Class({ maxInFlightRequests: 1, requestTimeout: 1000, clientId: 'c', broker: 'b', logger: silent });
  const sent: number[] = [];
  return {
    sent,
    send(correlationId: number) {
      // The queue settles an entry's promise with the answer. Here nothing waits for it.
      const entry = { correlationId, resolve: () => undefined, reject: () => undefined };
      queue.push({ entry, expectResponse: true, sendRequest: () => sent.push(correlationId) });
    },
    answer: (correlationId: number) => queue.fulfillRequest({ correlationId, payload: Buffer.alloc(0), size: 0 }),
    stop: () => queue.destroy(),
  };
}

describe('a connection of kafkajs', () => {
  const load = createRequire(import.meta.url);
  const Unpatched = load(path) as new (options: object) => Queue;
  const original = (Unpatched.prototype as { scheduleCheckPendingRequests: () => void }).scheduleCheckPendingRequests;
  let queue: ReturnType<typeof queueOf>;

  beforeEach(async () => {
    jest.useFakeTimers();
    await import('./kafkajs-patches.js');
    queue = queueOf(Unpatched);
  });
  afterEach(() => {
    queue.stop();
    jest.useRealTimers();
  });

  it('sets no timer once it was answered and nothing waits', () => {
    queue.send(1);
    queue.answer(1);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('still sends what had to wait, as soon as there is room', () => {
    queue.send(1);
    queue.send(2);
    expect(queue.sent).toEqual([1]);
    queue.answer(1);
    expect(queue.sent).toEqual([1, 2]);
  });

  it('looks again by itself as long as something waits', () => {
    queue.send(1);
    queue.send(2);
    expect(jest.getTimerCount()).toBe(1);
    jest.advanceTimersByTime(10);
    expect(jest.getTimerCount()).toBe(1);
  });

  it('would set one for ever without the patch', () => {
    const { prototype } = Unpatched as unknown as { prototype: { scheduleCheckPendingRequests: () => void } };
    const patched = prototype.scheduleCheckPendingRequests;
    prototype.scheduleCheckPendingRequests = original;
    try {
      queue.send(1);
      queue.answer(1);
      expect(jest.getTimerCount()).toBe(1);
      jest.advanceTimersByTime(50);
      expect(jest.getTimerCount()).toBe(1);
    } finally {
      prototype.scheduleCheckPendingRequests = patched;
    }
  });
});
