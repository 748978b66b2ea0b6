import { AsyncLocalStorage } from 'node:async_hooks';
import { setMaxListeners } from 'node:events';
import { callerIn } from '@lotsen/access';
import type { NextFunction, Request, Response } from 'express';

/** Who asks the engine, and whether they still wait for the answer. */
export interface Asker {
  readonly client: string;
  /** Aborted when nobody waits any more: the response was sent or refused as too slow, or the client has left. */
  readonly signal: AbortSignal;
  /** Told from time to time how far the answer to a long question is: so many lists of so many. */
  readonly progress?: (done: number, of: number) => void;
}

const askers = new AsyncLocalStorage<Asker>();

/** The request for which this code runs; undefined where the service asks for itself. */
export const asker = (): Asker | undefined => askers.getStore();

export function asFor<T>(one: Asker, work: () => T): T {
  // One request may have any number of questions open at once.
  setMaxListeners(0, one.signal);
  return askers.run(one, work);
}

/** Middleware: what a request asks the engine is asked in its caller's name, and no longer once its response is closed. */
export function asksAsCaller(request: Request, response: Response, next: NextFunction): void {
  const left = new AbortController();
  response.once('close', () => left.abort());
  asFor({ client: callerIn(request)?.subject ?? '', signal: left.signal }, next);
}
