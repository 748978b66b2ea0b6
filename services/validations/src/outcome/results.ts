import type { ValidationOutcome } from '@lotsen/contracts';
import type { Profile } from '../profile/profile.js';

export type ResultKind = NonNullable<ValidationOutcome['result']>;

/**
 * What each process can result in. Only the branch issues a trade certificate, and only the school sets a grade
 * (validation is several processes: SFS 2011:1108, and the branches' own models).
 */
export const resultsOf: Readonly<Record<Profile['process'], readonly ResultKind[]>> = {
  komvux: ['grade', 'certificate', 'mapping'],
  branch: ['trade-certificate', 'qualification-certificate', 'certificate', 'mapping'],
  'higher-vocational': ['degree', 'grade', 'certificate', 'mapping'],
  language: ['grade', 'certificate', 'mapping'],
  'foreign-credential': ['degree', 'certificate'],
};

/** Only these results can cover a part of a unit (intyg, delvis; kartläggning). */
export const partly: readonly ResultKind[] = ['certificate', 'mapping'];
