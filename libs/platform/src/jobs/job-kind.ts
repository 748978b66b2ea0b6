import type { Text } from '@lotsen/persistence';
import type { Language } from '../http/index.js';

/** Injection token of the kinds of jobs that a service has, by name. */
export const JOB_KINDS = Symbol('JOB_KINDS');

/** What a running job gets. */
export interface Work {
  readonly id: string;
  /** The organisation of who asked for it. */
  readonly organisation: string | null;
  readonly input: object;
  /** Aborted when the job is cancelled, or stops running here. Work that ends by it throws the signal's reason. */
  readonly signal: AbortSignal;
  /** The last checkpoint; null if the job begins. */
  readonly checkpoint: object | null;
  /** The body of the request, if the job was started with one. */
  body(): AsyncIterable<Buffer>;
  /** Reports how far it is: so many steps of `total`; without one, so many lines of the body. It is stored once a second. */
  progress(done: number, total?: number): void;
  /** Stores a state from which the job goes on if the service stops or dies. */
  saveCheckpoint(state: object): Promise<void>;
}

/**
 * What a job does. It may be begun again, by another instance too, when the service has stopped or died meanwhile: it
 * has to be idempotent.
 */
export interface JobKind {
  /** @returns the result, as JSON */
  run(work: Work): Promise<object>;
  /** The result as it is answered. */
  show?(result: object, language: Language): object;
  /** The result of a job that failed or was cancelled, from its last checkpoint. */
  partialResult?(checkpoint: object | null): object;
  /** One at a time: who asks for another gets the one that is not over yet. */
  readonly isSingle?: boolean;
  /** Who starts it has to act for an organisation. */
  readonly needsOrganisation?: boolean;
  /** Why it cannot be cancelled. */
  readonly whyNotCancellable?: Text;
}
