import type { Text } from '@lotsen/persistence';
import type { Language } from '../http/index.js';

/** Injection token of the kinds of jobs that a service has, by name. */
export const JOB_KINDS = Symbol('JOB_KINDS');

/** A job as the one that does it sees it. */
export interface Work {
  readonly id: string;
  /** The organisation of who asked for it. */
  readonly organisation: string | null;
  readonly input: object;
  /** Aborted when the job is cancelled, or the service stops. Work that ends by it throws the signal's reason. */
  readonly signal: AbortSignal;
  /** What `keep` has stored last; null if the job begins. */
  readonly kept: object | null;
  /** The body of the request, if the job was started with one. */
  body(): AsyncIterable<Buffer>;
  /** Tells how far it is: so many steps of so many; of a body, so many lines of all. It is stored once a second. */
  progress(done: number, of?: number): void;
  /** Stores how far it is. If the service stops, or dies, the job goes on from there. */
  keep(state: object): Promise<void>;
}

/**
 * What a job does. It may be begun again, by another instance too, when the service has stopped or died meanwhile: its
 * effects have to count once, however often it runs.
 */
export interface JobKind {
  /** @returns the result, as JSON */
  run(work: Work): Promise<object>;
  /** The result as it is answered. */
  show?(result: object, language: Language): object;
  /** The result of a job that failed or was cancelled, from what it has kept last. */
  partOf?(kept: object): object;
  /** One at a time: who asks for another gets the one that is not over yet. */
  readonly isSingle?: boolean;
  /** It is done for the organisation of who asks: they have to act for one. */
  readonly isForOrganisation?: boolean;
  /** Why it cannot be cancelled. */
  readonly mustEnd?: Text;
}
