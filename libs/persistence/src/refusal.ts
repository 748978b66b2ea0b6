import type { ProblemCode } from '@lotsen/api';

/** A sentence for people, in both languages of the interface. */
export interface Text {
  readonly sv: string;
  readonly en: string;
}

/**
 * An expected failure of a command. A decision returns it as a value, and the client gets it as a problem document.
 * `status` is 403 not yours, 404 unknown, 409 not possible in the present state, 412 stale version, 422 wrong content,
 * 428 version missing, 429 too many for now.
 */
export interface Refusal {
  /** Stable and documented: a script may rely on it. */
  readonly code: ProblemCode;
  readonly status: 403 | 404 | 409 | 412 | 422 | 428 | 429;
  /** What is wrong, and why. */
  readonly detail: Text;
  /** What to do, or what would be right. */
  readonly hint?: Text;
  readonly field?: string;
}

/** The error that carries a refusal to the client. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(readonly refusal: Refusal) {
    super(refusal.detail.en);
  }
}
