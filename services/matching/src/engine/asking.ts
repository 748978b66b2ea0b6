import { AsyncLocalStorage } from 'node:async_hooks';
import { callerIn } from '@lotsen/access';
import type { NextFunction, Request, Response } from 'express';

/** Who asks the engine, and whether they still wait for the answer. */
export interface Asker {
  readonly client: string;
  /** Aborted when the response has closed: it was sent, it was refused as too slow, or the client has left. */
  readonly signal: AbortSignal;
}

const askers = new AsyncLocalStorage<Asker>();

/** The request for which this code runs; undefined where the service asks for itself. */
export const asker = (): Asker | undefined => askers.getStore();

export const asFor = <T>(one: Asker, work: () => T): T => askers.run(one, work);

/** Middleware: what a request asks the engine is asked in its caller's name, and no longer once its response is closed. */
export function asksAsCaller(request: Request, response: Response, next: NextFunction): void {
  const left = new AbortController();
  response.once('close', () => left.abort());
  asFor({ client: callerIn(request)?.subject ?? '', signal: left.signal }, next);
}
