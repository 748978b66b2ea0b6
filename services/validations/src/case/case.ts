import type { discontinuations } from '@lotsen/api';
import type { ValidationCase } from '@lotsen/contracts';
import { type Decide, Lifecycle, next, type Refusal, refuse, unchanged } from '@lotsen/persistence';
import { unknownProfile } from '../profile/profile.js';
import { firstStageOf, type Process, stagesOf } from './stages.js';

export type CaseStatus = ValidationCase['status'];

/** One person's validation on its way through the stages of its process. */
export type Case = Omit<ValidationCase, 'id' | 'version'> & {
  readonly discontinuedBecause: (typeof discontinuations)[number] | null;
};

export const lifecycle = new Lifecycle(
  {
    code: 'case',
    name: { sv: 'Ärendet', en: 'the case' },
    statuses: {
      open: { sv: 'öppet', en: 'open' },
      completed: { sv: 'klart', en: 'completed' },
      discontinued: { sv: 'avbrutet', en: 'discontinued' },
      erased: { sv: 'raderat', en: 'erased' },
    },
  },
  {
    open: { none: 'open' },
    advance: { open: 'open' },
    complete: { open: 'completed' },
    discontinue: { open: 'discontinued' },
    erase: { open: 'erased', completed: 'erased', discontinued: 'erased' },
  } as const,
  ['erase'],
);

export interface Opening {
  readonly candidate: string;
  readonly process: Process;
  readonly profile: string | null;
  readonly organisation: string | null;
  readonly orderedBy: ValidationCase['orderedBy'];
}

/** @param profileKnown whether the profile that the opening names exists; true if it names none */
export const open =
  (opening: Opening, profileKnown: boolean): Decide<Case> =>
  (state, now) => {
    if (!profileKnown) return refuse(unknownProfile);
    const stage = firstStageOf(opening.process);
    return lifecycle.reach<Case>('open', state, now, {
      ...opening,
      stage,
      stages: { [stage]: now.instant },
      outcome: null,
      discontinuedBecause: null,
    });
  };

/** Advances to another stage, if the process leads there from the present one. */
export const advance =
  (to: string): Decide<Case> =>
  (state, now) => {
    const wrong = lifecycle.refusal('advance', state?.status) ?? checkStage(state as Case, to);
    if (wrong) return refuse(wrong);
    return lifecycle.reach<Case>('advance', state, now, ({ stages }) => ({
      stage: to,
      stages: { ...stages, [to]: now.instant },
    }));
  };

/**
 * Completes the case with its outcome.
 * @param ofPerson the person of that outcome; undefined if the outcome is not the organisation's own
 */
export const complete =
  (outcome: string, ofPerson: string | undefined): Decide<Case> =>
  (state, now) => {
    const wrong = lifecycle.refusal('complete', state?.status);
    if (wrong) return refuse(wrong);
    const { process, stage, candidate } = state as Case;
    const here = process && stage ? stagesOf[process][stage] : undefined;
    if (!here?.ends) return refuse(noEnd(here?.words ?? { sv: 'okänt steg', en: 'unknown stage' }));
    if (ofPerson !== candidate) return refuse(otherOutcome);
    return lifecycle.reach<Case>('complete', state, now, { outcome });
  };

export const discontinue =
  (because: (typeof discontinuations)[number]): Decide<Case> =>
  (state, now) =>
    lifecycle.reach<Case>('discontinue', state, now, { discontinuedBecause: because });

export const erase: Decide<Case> = (state, now) => {
  if (!state || !lifecycle.after('erase', state.status)) return unchanged;
  return next({
    status: 'erased',
    reached: { erased: now.instant },
    candidate: state.candidate,
    profile: null,
    process: null,
    stage: null,
    stages: {},
    organisation: null,
    orderedBy: null,
    outcome: null,
    discontinuedBecause: null,
  });
};

function checkStage({ process, stage }: Case, to: string): Refusal | undefined {
  const stages = process ? stagesOf[process] : {};
  if (!Object.hasOwn(stages, to)) {
    return {
      code: 'unknown-stage',
      status: 422,
      field: 'to',
      detail: { sv: `Steget ${to} finns inte i processen.`, en: `The process has no stage ${to}.` },
      hint: { sv: `Den har: ${Object.keys(stages).join(', ')}.`, en: `It has: ${Object.keys(stages).join(', ')}.` },
    };
  }
  const leadsTo = stages[stage ?? '']?.next ?? [];
  if (leadsTo.includes(to)) return undefined;
  return {
    code: 'stage-not-next',
    status: 409,
    field: 'to',
    detail: { sv: `Från ${stage} går det inte till ${to}.`, en: `From ${stage} one cannot go to ${to}.` },
    hint: { sv: `Härifrån: ${leadsTo.join(', ') || 'inget'}.`, en: `From here: ${leadsTo.join(', ') || 'nothing'}.` },
  };
}

const noEnd = (words: { sv: string; en: string }): Refusal => ({
  code: 'not-at-an-end',
  status: 409,
  detail: { sv: `Ärendet kan inte bli klart i steget ${words.sv}.`, en: `A case does not end at ${words.en}.` },
  hint: { sv: 'För det vidare, eller avbryt det.', en: 'Advance it, or discontinue it.' },
});
const otherOutcome: Refusal = {
  code: 'not-of-the-person',
  status: 404,
  field: 'outcome',
  detail: {
    sv: 'Din organisation har inget sådant resultat för personen.',
    en: 'Your organisation has no such outcome of the person.',
  },
  hint: { sv: 'Logga resultatet först.', en: 'Log the outcome first.' },
};
