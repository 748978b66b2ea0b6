import { isDeepStrictEqual } from 'node:util';
import type { Organisation, ValidationOutcome } from '@lotsen/contracts';
import { type Decide, Lifecycle, next, type Refusal, refuse, unchanged } from '@lotsen/persistence';
import { noSuchPerson } from '@lotsen/platform';
import { type Profile, unknownProfile } from '../profile/profile.js';
import { issuersOf, mayIssue } from './issuers.js';
import { partly, resultsOf } from './results.js';

export type OutcomeStatus = ValidationOutcome['status'];

/** The result of one person's validation, as its issuer registered it. */
export type Outcome = Omit<ValidationOutcome, 'id' | 'version'>;

export type OutcomeContent = Omit<Outcome, 'status' | 'reached' | 'issuer'>;

/** What an outcome says: all but what has become of it. */
export function contentOf({ status: _, reached: __, issuer: ___, ...content }: Outcome): OutcomeContent {
  return content;
}

export const lifecycle = new Lifecycle(
  {
    code: 'outcome',
    name: { sv: 'Resultatet', en: 'the outcome' },
    statuses: {
      registered: { sv: 'redan registrerat', en: 'registered already' },
      withdrawn: { sv: 'återkallat', en: 'withdrawn' },
      erased: { sv: 'raderat', en: 'erased' },
    },
  },
  {
    log: { none: 'registered' },
    correct: { registered: 'registered' },
    withdraw: { registered: 'withdrawn' },
    erase: { registered: 'erased', withdrawn: 'erased' },
  } as const,
  ['erase'],
);

export interface Issuing {
  readonly content: OutcomeContent;
  /** The organisation that answers for the outcome. */
  readonly issuer: string;
  /** The record of that organisation; undefined if it takes no part. */
  readonly organisation: Organisation | undefined;
  /** Undefined if there is no such profile. */
  readonly profile: Profile | undefined;
  /** Whether the issuer may record data of the person. */
  readonly mayRecord: boolean;
  /** Id of an outcome that this one may be meant to correct; undefined if there is none, or it is known to be another one. */
  readonly alike?: string | undefined;
  /** Whether the case that the outcome names is the issuer's own and of the person; true if it names none. */
  readonly caseFits: boolean;
}

export function log(issuing: Issuing): Decide<Outcome> {
  return (state, now) => {
    // The same outcome is recorded once, however often it is sent.
    if (state?.status === 'registered' && isDeepStrictEqual(contentOf(state), issuing.content)) return unchanged;
    const withdrawn = issuing.profile?.status === 'withdrawn' ? profileWithdrawn : undefined;
    const wrong = lifecycle.refusal('log', state?.status) ?? withdrawn ?? checkContent(issuing, now.day);
    if (wrong) return refuse(wrong);
    if (issuing.alike) return refuse(mayCorrect(issuing.alike));
    return lifecycle.reach<Outcome>('log', state, now, { ...issuing.content, issuer: issuing.issuer });
  };
}

export function correct(issuing: Issuing): Decide<Outcome> {
  return (state, now) => {
    const wrong = lifecycle.refusal('correct', state?.status);
    if (wrong) return refuse(wrong);
    if (issuing.content.candidate !== state?.candidate) return refuse(otherPerson);
    const unfit = checkContent(issuing, now.day);
    if (unfit) return refuse(unfit);
    return lifecycle.update<Outcome>('correct', state, now, issuing.content);
  };
}

export const withdraw: Decide<Outcome> = (state, now) => lifecycle.reach('withdraw', state, now);

/** The person was erased: only the status and the person's random id remain. */
export const erase: Decide<Outcome> = (state, now) => {
  if (!state || !lifecycle.after('erase', state.status)) return unchanged;
  return next({
    status: 'erased',
    reached: { erased: now.instant },
    candidate: state.candidate,
    profile: null,
    result: null,
    units: [],
    level: null,
    assessedOn: null,
    validUntil: null,
    issuer: null,
    basis: 'registered',
    document: null,
    orderedBy: null,
    case: null,
  });
};

/** @param today the day in Stockholm; an assessment cannot lie after it */
function checkContent(issuing: Issuing, today: string): Refusal | undefined {
  const { content, profile, organisation, mayRecord, caseFits } = issuing;
  if (!mayRecord) return noSuchPerson;
  if (!caseFits) return noSuchCase;
  if (!profile) return unknownProfile;
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
  if (content.basis === 'issued' && !mayIssue(organisation, content.result)) {
    const { words } = issuersOf[content.result];
    return {
      code: 'may-not-issue',
      status: 422,
      field: 'result',
      detail: {
        sv: `Din organisation utfärdar inte det. Det gör: ${words.sv}.`,
        en: `Your organisation does not issue that. It is issued by: ${words.en}.`,
      },
      hint: {
        sv: 'Registrera handlingen i stället: ange document med den som utfärdat den.',
        en: 'Register the document instead: give document with who issued it.',
      },
    };
  }
  if (content.result !== 'grade' && content.units.some(({ grade }) => grade !== null)) {
    return {
      code: 'not-a-grade',
      status: 422,
      field: 'units',
      detail: { sv: 'Bara betyg har ett betygssteg.', en: 'Only a grade has a grade.' },
      hint: { sv: 'Ta bort grade, eller logga betyget.', en: 'Leave grade out, or log the grade.' },
    };
  }
  if (content.level !== null && profile.language === null) {
    return {
      code: 'level-without-language',
      status: 422,
      field: 'level',
      detail: { sv: 'Profilen bedömer inget språk.', en: 'The profile assesses no language.' },
      hint: { sv: 'Ta bort level, eller välj en språkprofil.', en: 'Leave level out, or take a language profile.' },
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

const mayCorrect = (id: string): Refusal => ({
  code: 'may-correct',
  status: 409,
  detail: {
    sv: `Ett resultat av samma bedömning finns redan, och skiljer sig i någon detalj: ${id}.`,
    en: `An outcome of the same assessment is recorded already, and differs in a detail: ${id}.`,
  },
  hint: {
    sv: 'Rätta det, eller ange another: true om det verkligen är ett till.',
    en: 'Correct that one, or give another: true if this really is another one.',
  },
});

const otherPerson: Refusal = {
  code: 'other-person',
  status: 422,
  field: 'candidate',
  detail: {
    sv: 'Ett resultat kan inte flyttas till en annan person.',
    en: 'An outcome cannot move to another person.',
  },
  hint: { sv: 'Återkalla det, och logga ett nytt.', en: 'Withdraw it, and log a new one.' },
};

const noSuchCase: Refusal = {
  code: 'no-such-case',
  status: 404,
  field: 'case',
  detail: {
    sv: 'Din organisation har inget sådant ärende för personen.',
    en: 'Your organisation has no such case of the person.',
  },
  hint: { sv: 'Se GET /v1/validations/cases.', en: 'See GET /v1/validations/cases.' },
};

/** A withdrawn profile takes no new outcomes. Existing ones can still be corrected. */
const profileWithdrawn: Refusal = {
  code: 'profile-withdrawn',
  status: 409,
  field: 'profile',
  detail: { sv: 'Valideringsprofilen är återkallad.', en: 'The validation profile is withdrawn.' },
};
