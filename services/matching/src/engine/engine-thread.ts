// Runs the exact engine on a thread of its own. It does what it is told in the order in which it is told.
import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate } from 'node:timers/promises';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { contextOf, ExactEngine, type Following } from '@lotsen/matching-engine';
import { loadModel, loadReference } from '@lotsen/reference';
import type { Asked, FromThread, StartOfThread, ToThread } from './messages.js';

const { referenceFolder, model, day } = workerData as StartOfThread;
const port = parentPort as MessagePort;
const context = contextOf(loadReference(referenceFolder), loadModel(referenceFolder, model), day);
/** The questions that are being answered. */
const open = new Map<number, AbortController>();
const answered = new AsyncLocalStorage<number>();
const engine = new ExactEngine(context, pause);
const followed = new Map<number, Following>();
const tell = (message: FromThread) => port.postMessage(message);

/** Between two steps of a long answer. A question that was cancelled ends here. */
async function pause(done?: number, of?: number): Promise<void> {
  const id = answered.getStore();
  if (id !== undefined && done !== undefined && of !== undefined) tell({ told: 'progress', id, done, of });
  await setImmediate();
  if (id !== undefined) open.get(id)?.signal.throwIfAborted();
}

type Answering = (...args: readonly unknown[]) => Promise<unknown>;

async function answer({ method, args }: Asked): Promise<unknown> {
  if (method !== 'top') return (engine[method] as Answering).apply(engine, [...args]);
  const [id, k] = args as [number, number];
  return followed.get(id)?.top(k);
}

port.on('message', (message: ToThread) => {
  switch (message.do) {
    case 'apply':
      return engine.apply(message.change);
    case 'day':
      return engine.atDay(message.day);
    case 'follow':
      return void followed.set(
        message.id,
        engine.follow(message.question, () => tell({ told: 'changed', id: message.id })),
      );
    case 'unfollow':
      followed.get(message.id)?.close();
      return void followed.delete(message.id);
    case 'answer': {
      const { id } = message;
      open.set(id, new AbortController());
      return void answered
        .run(id, () => answer(message))
        .then(
          (value) => tell({ told: 'answer', id, value }),
          (error: Error) => tell({ told: 'failure', id, error }),
        )
        .finally(() => open.delete(id));
    }
    case 'ping':
      return tell({ told: 'pong' });
    case 'cancel':
      return open.get(message.id)?.abort();
  }
});
