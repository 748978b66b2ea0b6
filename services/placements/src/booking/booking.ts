import { type cancellations, insurers, type interruptions, type signatureWays } from '@lotsen/api';
import type { Booking as BookingEvent } from '@lotsen/contracts';
import { checkSkill } from '@lotsen/demand';
import { type Decide, Lifecycle, next, type Refusal, refuse, type Text, unchanged } from '@lotsen/persistence';
import type { Reference } from '@lotsen/reference';
import { type Insurer, type Kind, kinds, type Party } from '../kinds.js';

export type BookingStatus = BookingEvent['status'];

/** How a party signed, on which day, and who noted it. */
export interface Signature {
  readonly how: (typeof signatureWays)[number];
  readonly day: string;
  readonly notedBy: string;
}

export interface Agreement {
  readonly insurer: { readonly kind: Insurer; readonly reference: string } | null;
  readonly riskAssessedOn: string | null;
  readonly confidentialityOn: string | null;
}

/** One person at one placement, from the booking to the assessment. */
export type Booking = Omit<BookingEvent, 'id' | 'version'> &
  Agreement & {
    readonly signatures: Partial<Readonly<Record<Party, Signature>>>;
    readonly interruptedBecause: (typeof interruptions)[number] | null;
    readonly cancelledBecause: (typeof cancellations)[number] | null;
  };

export const lifecycle = new Lifecycle(
  {
    code: 'booking',
    name: { sv: 'Bokningen', en: 'the booking' },
    statuses: {
      booked: { sv: 'bokad men inte påbörjad', en: 'booked but not started' },
      started: { sv: 'påbörjad', en: 'started' },
      interrupted: { sv: 'avbruten för en tid', en: 'interrupted' },
      ended: { sv: 'avslutad', en: 'ended' },
      cancelled: { sv: 'avbokad', en: 'cancelled' },
      erased: { sv: 'raderad', en: 'erased' },
    },
  },
  {
    book: { none: 'booked' },
    sign: { booked: 'booked' },
    agree: { booked: 'booked' },
    assign: { booked: 'booked', started: 'started', interrupted: 'interrupted' },
    start: { booked: 'started' },
    interrupt: { started: 'interrupted' },
    resume: { interrupted: 'started' },
    end: { started: 'ended', interrupted: 'ended' },
    confirm: { started: 'started', ended: 'ended' },
    cancel: { booked: 'cancelled' },
    erase: { booked: 'erased', started: 'erased', interrupted: 'erased', ended: 'erased', cancelled: 'erased' },
  } as const,
  ['erase'],
);

export interface BookingContent {
  readonly candidate: string;
  readonly placement: string;
  readonly kind: Kind;
  readonly need: string | null;
  readonly proposal: string | null;
  readonly start: string;
  readonly end: string;
  readonly hoursPlanned: number | null;
  readonly supervisor: string | null;
  readonly renewalOf: string | null;
  readonly arranger: string | null;
  readonly workplaceOwner: string | null;
  /** The person's consent. Without it nothing is booked. */
  readonly yes: Signature;
}

export const book =
  ({ yes, ...content }: BookingContent): Decide<Booking> =>
  (state, now) =>
    lifecycle.reach<Booking>('book', state, now, {
      ...content,
      signatures: { person: yes },
      insurer: null,
      riskAssessedOn: null,
      confidentialityOn: null,
      interruptedBecause: null,
      cancelledBecause: null,
      result: null,
      hoursDone: null,
      ledToJob: null,
      confirmedSkills: [],
      confirmedOn: null,
    });

/** One user cannot sign for both sides, even if their organisation is on both. */
export const sign =
  (party: Party, signature: Signature): Decide<Booking> =>
  (state, now) => {
    const wrong = lifecycle.refusal('sign', state?.status);
    if (wrong) return refuse(wrong);
    const { kind, signatures } = state as Booking;
    if (kind && !kinds[kind].signs.includes(party)) return refuse(noSuchParty(kind));
    const opposite: readonly Party[] = party === 'workplace' ? ['person', 'school', 'officer'] : ['workplace'];
    if (opposite.some((other) => signatures[other]?.notedBy === signature.notedBy)) return refuse(bothSides);
    return lifecycle.reach<Booking>('sign', state, now, { signatures: { ...signatures, [party]: signature } });
  };

export const agree =
  (agreement: Partial<Agreement>): Decide<Booking> =>
  (state, now) => {
    const wrong = lifecycle.refusal('agree', state?.status);
    if (wrong) return refuse(wrong);
    const kind = state?.kind;
    const insurer = agreement.insurer?.kind;
    if (kind && insurer && !kinds[kind].insurers.includes(insurer)) return refuse(wrongInsurer(kind));
    return lifecycle.reach<Booking>('agree', state, now, agreement);
  };

/** Assigns another supervisor. Whether they have time is decided in supervisor.ts. */
export const assign =
  (supervisor: string): Decide<Booking> =>
  (state, now) =>
    state?.supervisor === supervisor && lifecycle.after('assign', state.status)
      ? unchanged
      : lifecycle.reach<Booking>('assign', state, now, { supervisor });

/**
 * Refuses the start while something is missing, and names what.
 * @param supervisorStep the step of the present supervisor; null if there is none, or if they have left
 */
export const start =
  (supervisorStep: number | null): Decide<Booking> =>
  (state, now) => {
    const wrong = lifecycle.refusal('start', state?.status);
    if (wrong) return refuse(wrong);
    const missing = missingForStart(state as Booking, supervisorStep);
    return missing.length > 0 ? refuse(notReady(missing)) : lifecycle.reach('start', state, now);
  };

export const interrupt =
  (because: (typeof interruptions)[number]): Decide<Booking> =>
  (state, now) =>
    lifecycle.reach<Booking>('interrupt', state, now, { interruptedBecause: because });

export const resume: Decide<Booking> = (state, now) =>
  lifecycle.reach<Booking>('resume', state, now, { interruptedBecause: null });

export interface Ending {
  readonly result: NonNullable<Booking['result']>;
  readonly hoursDone: number | null;
  readonly ledToJob: boolean | null;
}

/**
 * Ends the booking with its assessment: completed, partly completed with the hours done, or the person did not come.
 */
export const end =
  (ending: Ending): Decide<Booking> =>
  (state, now) => {
    const wrong = lifecycle.refusal('end', state?.status);
    if (wrong) return refuse(wrong);
    const { hoursPlanned } = state as Booking;
    if (ending.result === 'partly' && ending.hoursDone === null) return refuse(hoursMissing);
    if (ending.hoursDone !== null && hoursPlanned !== null && ending.hoursDone > hoursPlanned) {
      return refuse(moreThanPlanned(hoursPlanned));
    }
    const hoursDone = ending.result === 'did-not-come' ? 0 : (ending.hoursDone ?? hoursPlanned);
    return lifecycle.reach<Booking>('end', state, now, { ...ending, hoursDone });
  };

/** Records the skills that the supervisor confirms. They are evidence, never a grade. */
export const confirm =
  (skills: readonly string[], trains: readonly string[], reference: Reference): Decide<Booking> =>
  (state, now) => {
    const wrong = lifecycle.refusal('confirm', state?.status);
    if (wrong) return refuse(wrong);
    if (state?.result === 'did-not-come') return refuse(nothingSeen);
    const unknown = skills.map((id, at) => checkSkill(reference, `skills.${at}`, id)).find((one) => one);
    if (unknown) return refuse(unknown);
    const foreign = skills.findIndex((id) => !trains.includes(id));
    if (foreign >= 0) return refuse(notTrained(foreign));
    return lifecycle.reach<Booking>('confirm', state, now, {
      confirmedSkills: [...new Set(skills)].sort(),
      confirmedOn: now.day,
    });
  };

export const cancel =
  (because: (typeof cancellations)[number]): Decide<Booking> =>
  (state, now) =>
    lifecycle.reach<Booking>('cancel', state, now, { cancelledBecause: because });

export const erase: Decide<Booking> = (state, now) => {
  if (!state || !lifecycle.after('erase', state.status)) return unchanged;
  return next({
    status: 'erased',
    reached: { erased: now.instant },
    candidate: state.candidate,
    placement: null,
    kind: null,
    need: null,
    proposal: null,
    start: null,
    end: null,
    supervisor: null,
    renewalOf: null,
    result: null,
    hoursPlanned: null,
    hoursDone: null,
    ledToJob: null,
    confirmedSkills: [],
    confirmedOn: null,
    arranger: null,
    workplaceOwner: null,
    signatures: {},
    insurer: null,
    riskAssessedOn: null,
    confidentialityOn: null,
    interruptedBecause: null,
    cancelledBecause: null,
  });
};

interface Missing {
  readonly what: string;
  readonly words: Text;
}

function missingForStart(booking: Booking, supervisorStep: number | null): Missing[] {
  const rules = booking.kind && kinds[booking.kind];
  if (!rules) return [];
  const signers = rules.signs.filter((party) => !booking.signatures[party]);
  const names: Record<Party, Text> = {
    person: { sv: 'personens ja', en: "the person's yes" },
    workplace: { sv: 'arbetsplatsens underskrift', en: "the workplace's signature" },
    school: { sv: 'skolans underskrift', en: "the school's signature" },
    officer: { sv: 'handläggarens underskrift', en: "the officer's signature" },
  };
  const missing: (Missing | false)[] = [
    ...signers.map((party) => ({ what: `signature:${party}`, words: names[party] })),
    booking.supervisor === null && { what: 'supervisor', words: { sv: 'handledare', en: 'a supervisor' } },
    booking.supervisor !== null &&
      (supervisorStep ?? 0) < rules.supervisorStep && {
        what: 'supervisor-step',
        words: {
          sv: `handledare med steg ${rules.supervisorStep}`,
          en: `a supervisor of step ${rules.supervisorStep}`,
        },
      },
    booking.insurer === null && { what: 'insurer', words: { sv: 'försäkring', en: 'an insurer' } },
    booking.riskAssessedOn === null && {
      what: 'risk-assessment',
      words: { sv: 'riskbedömning', en: 'a risk assessment' },
    },
    booking.confidentialityOn === null && {
      what: 'confidentiality',
      words: { sv: 'sekretessförbindelse', en: 'a confidentiality agreement' },
    },
  ];
  return missing.filter((one) => one !== false);
}

const notReady = (missing: readonly Missing[]): Refusal => ({
  code: 'not-ready',
  status: 409,
  field: missing.map(({ what }) => what).join(', '),
  detail: {
    sv: `Kan inte börja. Det här saknas: ${missing.map(({ words }) => words.sv).join(', ')}.`,
    en: `Cannot start. Missing: ${missing.map(({ words }) => words.en).join(', ')}.`,
  },
  hint: { sv: 'Komplettera överenskommelsen, och börja sedan.', en: 'Complete the agreement, then start.' },
});
const noSuchParty = (kind: Kind): Refusal => ({
  code: 'no-such-party',
  status: 422,
  field: 'party',
  detail: {
    sv: `${kinds[kind].words.sv} skrivs under av: ${kinds[kind].signs.join(', ')}.`,
    en: `It is signed by: ${kinds[kind].signs.join(', ')}.`,
  },
});
const bothSides: Refusal = {
  code: 'both-sides',
  status: 409,
  detail: { sv: 'Ingen skriver under för båda sidorna.', en: 'Nobody signs for both sides.' },
  hint: { sv: 'Låt en kollega skriva under.', en: 'Let a colleague sign.' },
};
const wrongInsurer = (kind: Kind): Refusal => ({
  code: 'wrong-insurer',
  status: 422,
  field: 'insurer.kind',
  detail: {
    sv: `${kinds[kind].words.sv} försäkras av: ${kinds[kind].insurers.join(', ')}.`,
    en: `It is insured by: ${kinds[kind].insurers.join(', ')}.`,
  },
  hint: { sv: `Möjliga: ${insurers.join(', ')}.`, en: `There are: ${insurers.join(', ')}.` },
});
const hoursMissing: Refusal = {
  code: 'hours-missing',
  status: 422,
  field: 'hoursDone',
  detail: { sv: 'Delvis genomförd: ange timmarna.', en: 'Partly done: give the hours.' },
};
const moreThanPlanned = (planned: number): Refusal => ({
  code: 'more-than-planned',
  status: 422,
  field: 'hoursDone',
  detail: { sv: `Fler timmar än de ${planned} som planerades.`, en: `More hours than the ${planned} planned.` },
});
const nothingSeen: Refusal = {
  code: 'nothing-seen',
  status: 409,
  detail: { sv: 'Personen kom inte: det finns inget att bekräfta.', en: 'The person did not come: nothing was seen.' },
};
const notTrained = (at: number): Refusal => ({
  code: 'not-trained-here',
  status: 422,
  field: `skills.${at}`,
  detail: { sv: 'Kompetensen tränas inte på platsen.', en: 'The skill is not trained at the placement.' },
  hint: { sv: 'Se platsens trains.', en: "See the placement's trains." },
});
