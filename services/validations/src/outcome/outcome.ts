import { isDeepStrictEqual } from 'node:util';
import type { ValidationOutcome } from '@lotsen/contracts';
import { type Decide, next, type Refusal, refuse, statusAfter, type Transitions, unchanged } from '@lotsen/persistence';
import type { Profile } from '../profile/profile.js';

export type OutcomeStatus = ValidationOutcome['status'];
export type ResultKind = NonNullable<ValidationOutcome['result']>;

/** The result of one person's validation, as its issuer registered it. */
export type Outcome = Omit<ValidationOutcome, 'id' | 'version'>;

export type OutcomeContent = Pick<Outcome, 'candidate' | 'profile' | 'result' | 'units' | 'assessedOn' | 'validUntil'>;

/** Which command leads from which status to which. */
export const transitions = {
  log: { none: 'registered' },
  correct: { registered: 'registered' },
  withdraw: { registered: 'withdrawn' },
  erase: { registered: 'erased', withdrawn: 'erased' },
} as const satisfies Transitions<OutcomeStatus>;

/**
 * What each process can result in. A trade certificate comes from the branch alone; a grade from the school alone; nobody
 * else sets one (validation is several processes: SFS 2011:1108, and the branches' own models).
 */
export const resultsOf: Readonly<Record<Profile['process'], readonly ResultKind[]>> = {
  komvux: ['grade', 'certificate', 'mapping'],
  branch: ['trade-certificate', 'qualification-certificate', 'certificate', 'mapping'],
  'higher-vocational': ['degree', 'grade', 'certificate', 'mapping'],
  language: ['grade', 'certificate', 'mapping'],
  'foreign-credential': ['degree', 'certificate'],
};

/** Only these can speak of a part of a unit (intyg, delvis; kartläggning). */
const partly: readonly ResultKind[] = ['certificate', 'mapping'];

export interface Issuing {
  readonly content: OutcomeContent;
  /** The organisation that answers for it. */
  readonly issuer: string;
  /** Undefined where the profile is not known. */
  readonly profile: Profile | undefined;
  /** Today, in Stockholm: nothing was assessed tomorrow. */
  readonly today: string;
  readonly candidateErased: boolean;
}

export function log(issuing: Issuing): Decide<Outcome> {
  return (state, now) => {
    const status = move(state, 'log', issuing.issuer);
    if (typeof status !== 'string') return refuse(status);
    const wrong = (issuing.profile?.status === 'withdrawn' ? profileWithdrawn : undefined) ?? checkContent(issuing);
    if (wrong) return refuse(wrong);
    return next({ ...issuing.content, issuer: issuing.issuer, status, reached: { [status]: now } });
  };
}

export function correct(issuing: Issuing): Decide<Outcome> {
  return (state) => {
    const status = move(state, 'correct', issuing.issuer);
    if (typeof status !== 'string') return refuse(status);
    const before = state as Outcome;
    if (issuing.content.candidate !== before.candidate) {
      return refuse({
        code: 'other-person',
        status: 422,
        field: 'candidate',
        detail: {
          sv: 'Ett resultat kan inte flyttas till en annan person.',
          en: 'An outcome cannot move to another person.',
        },
        hint: { sv: 'Återkalla det, och logga ett nytt.', en: 'Withdraw it, and log a new one.' },
      });
    }
    const wrong = checkContent(issuing);
    if (wrong) return refuse(wrong);
    const after = { ...before, ...issuing.content };
    return isDeepStrictEqual(after, before) ? unchanged : next(after);
  };
}

export function withdraw(issuer: string): Decide<Outcome> {
  return (state, now) => {
    const status = move(state, 'withdraw', issuer);
    if (typeof status !== 'string') return refuse(status);
    const before = state as Outcome;
    return next({ ...before, status, reached: { ...before.reached, [status]: now } });
  };
}

/** The person was erased: nothing is left but that there was something. */
export const erase: Decide<Outcome> = (state, now) => {
  const status = move(state, 'erase', state?.issuer ?? '');
  if (typeof status !== 'string') return unchanged;
  const { candidate } = state as Outcome;
  const empty = { profile: null, result: null, units: [], assessedOn: null, validUntil: null, issuer: null };
  return next({ ...empty, candidate, status, reached: { [status]: now } });
};

function move(state: Outcome | undefined, command: keyof typeof transitions, issuer: string): OutcomeStatus | Refusal {
  const from = state?.status ?? 'none';
  if (from === 'none' && command !== 'log') {
    return {
      code: 'not-found',
      status: 404,
      detail: { sv: 'Resultatet finns inte.', en: 'There is no such outcome.' },
    };
  }
  if (state?.issuer && state.issuer !== issuer) {
    return notYours;
  }
  const to = statusAfter<OutcomeStatus, typeof transitions>(transitions, command, state?.status);
  if (to) return to;
  const word = { none: 'okänt', registered: 'redan registrerat', withdrawn: 'återkallat', erased: 'raderat' }[from];
  return {
    code: `outcome-${from}`,
    status: 409,
    detail: { sv: `Det går inte: resultatet är ${word}.`, en: `Not possible: the outcome is ${from}.` },
    hint: { sv: 'Logga ett nytt resultat i stället.', en: 'Log a new outcome instead.' },
  };
}

function checkContent({ content, profile, today, candidateErased }: Issuing): Refusal | undefined {
  if (candidateErased) {
    return erasedRefusal;
  }
  if (!profile) {
    return {
      code: 'unknown-profile',
      status: 422,
      field: 'profile',
      detail: { sv: 'Valideringsprofilen finns inte.', en: 'There is no such validation profile.' },
      hint: { sv: 'Se GET /v1/validations/profiles.', en: 'See GET /v1/validations/profiles.' },
    };
  }
  const allowed = resultsOf[profile.process];
  if (!content.result || !allowed.includes(content.result)) {
    return {
      code: 'result-not-of-process',
      status: 422,
      field: 'result',
      detail: {
        sv: `Processen ${profile.process} kan inte ge ${content.result}.`,
        en: `The process ${profile.process} cannot result in ${content.result}.`,
      },
      hint: { sv: `Den kan ge: ${allowed.join(', ')}.`, en: `It can result in: ${allowed.join(', ')}.` },
    };
  }
  if (!partly.includes(content.result) && content.units.some(({ extent }) => extent === 'part')) {
    return {
      code: 'not-in-part',
      status: 422,
      field: 'units',
      detail: { sv: `Ett ${content.result} ges aldrig delvis.`, en: `A ${content.result} is never given in part.` },
      hint: { sv: 'Logga delen som intyg.', en: 'Log the unit as a certificate.' },
    };
  }
  const known = profile.units.map((unit) => unit.unit);
  const unknown = content.units.findIndex((unit) => !known.includes(unit.unit));
  if (unknown >= 0) {
    return {
      code: 'unknown-unit',
      status: 422,
      field: `units.${unknown}.unit`,
      detail: { sv: 'Delen finns inte i profilen.', en: 'The unit is not in the profile.' },
      hint: { sv: `Profilen har: ${known.join(', ')}.`, en: `The profile has: ${known.join(', ')}.` },
    };
  }
  return checkDates(content, today);
}

function checkDates({ assessedOn, validUntil }: OutcomeContent, today: string): Refusal | undefined {
  if (assessedOn && assessedOn > today) {
    return {
      code: 'in-the-future',
      status: 422,
      field: 'assessedOn',
      detail: { sv: 'Bedömningen ligger i framtiden.', en: 'The assessment lies in the future.' },
      hint: { sv: `Ange en dag till och med ${today}.`, en: `Give a day up to ${today}.` },
    };
  }
  if (assessedOn && validUntil && validUntil < assessedOn) {
    return {
      code: 'dates-reversed',
      status: 422,
      field: 'validUntil',
      detail: { sv: 'Giltigheten slutar före bedömningen.', en: 'It ceases to be valid before it was assessed.' },
    };
  }
  return undefined;
}

export const notYours: Refusal = {
  code: 'not-yours',
  status: 403,
  detail: { sv: 'Resultatet är en annan organisations.', en: "The outcome is another organisation's." },
};

export const erasedRefusal: Refusal = {
  code: 'candidate-erased',
  status: 409,
  field: 'candidate',
  detail: { sv: 'Personen är raderad.', en: 'The person was erased.' },
};

/** Nothing new is assessed by it; what was can still be corrected. */
const profileWithdrawn: Refusal = {
  code: 'profile-withdrawn',
  status: 409,
  field: 'profile',
  detail: { sv: 'Valideringsprofilen är återkallad.', en: 'The validation profile is withdrawn.' },
};
