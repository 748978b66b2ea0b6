import { AsyncLocalStorage } from 'node:async_hooks';

const current = new AsyncLocalStorage<string>();

/** Runs work under a W3C traceparent, which every event written meanwhile carries along. */
export function withTraceparent<T>(traceparent: string, work: () => T): T {
  return current.run(traceparent, work);
}

export function currentTraceparent(): string | undefined {
  return current.getStore();
}
