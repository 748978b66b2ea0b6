import type { consentWays } from '@lotsen/api';
import type { Proposal as ProposalEvent } from '@lotsen/contracts';
import { type Decide, Lifecycle, type Moment, next, type Refusal, refuse, unchanged } from '@lotsen/persistence';

export type ProposalStatus = ProposalEvent['status'];

/** The person's yes to this very proposal. */
export interface Yes {
  readonly how: (typeof consentWays)[number];
  readonly day: string;
  readonly notedBy: string;
}

/** A match that an officer puts before an employer, with the person's yes. */
export type Proposal = Omit<ProposalEvent, 'id' | 'version'> & {
  readonly yes: Yes | null;
  /** What was known when it was drafted: a KnownMatch as JSON text, which keeps its bytes. */
  readonly known: string | null;
  /** The subjects who acted on each side. Nobody may act on both. */
  readonly acted: { readonly officer: readonly string[]; readonly employer: readonly string[] };
};

export const lifecycle = new Lifecycle(
  {
    code: 'proposal',
    name: { sv: 'Förslaget', en: 'the proposal' },
    statuses: {
      draft: { sv: 'ett utkast', en: 'a draft' },
      'person-consented': { sv: 'godtaget av personen', en: 'consented to by the person' },
      sent: { sv: 'skickat', en: 'sent' },
      accepted: { sv: 'godtaget av arbetsgivaren', en: 'accepted by the employer' },
      declined: { sv: 'avböjt', en: 'declined' },
      withdrawn: { sv: 'återtaget', en: 'withdrawn' },
      'no-room': { sv: 'utan plats kvar', en: 'without room' },
      obsolete: { sv: 'inaktuellt', en: 'obsolete' },
      booked: { sv: 'bokat', en: 'booked' },
      ended: { sv: 'avslutat', en: 'ended' },
      erased: { sv: 'raderat', en: 'erased' },
    },
  },
  {
    draft: { none: 'draft' },
    consent: { draft: 'person-consented' },
    send: { 'person-consented': 'sent' },
    accept: { sent: 'accepted' },
    decline: { sent: 'declined' },
    withdraw: { draft: 'withdrawn', 'person-consented': 'withdrawn', sent: 'withdrawn', accepted: 'withdrawn' },
    /** The vacancy's or placement's answer to an accepted proposal. */
    book: { accepted: 'booked' },
    findFull: { accepted: 'no-room' },
    /** The target is full or no longer open, or the person was closed. */
    outdate: { draft: 'obsolete', 'person-consented': 'obsolete', sent: 'obsolete' },
    end: { booked: 'ended' },
    /** The booking that resulted from it is over. This event may arrive before the one that says it was booked. */
    endOfItself: { accepted: 'ended', booked: 'ended' },
    erase: {
      draft: 'erased',
      'person-consented': 'erased',
      sent: 'erased',
      accepted: 'erased',
      declined: 'erased',
      withdrawn: 'erased',
      'no-room': 'erased',
      obsolete: 'erased',
      booked: 'erased',
      ended: 'erased',
    },
  } as const,
  ['book', 'findFull', 'outdate', 'endOfItself', 'erase'],
);

type Command = keyof typeof lifecycle.transitions;

export interface Drafting {
  readonly candidate: string;
  readonly target: NonNullable<Proposal['target']>;
  readonly officer: string | null;
  readonly employer: string | null;
  readonly known: string;
  readonly by: string;
}

export const draft =
  ({ by, ...drafting }: Drafting): Decide<Proposal> =>
  (state, now) =>
    lifecycle.reach<Proposal>('draft', state, now, {
      ...drafting,
      release: null,
      declined: null,
      withdrawn: null,
      ended: null,
      yes: null,
      acted: { officer: [by], employer: [] },
    });

export const consent = (yes: Yes): Decide<Proposal> => onSide('officer', 'consent', yes.notedBy, () => ({ yes }));

/** Sends the proposal to the employer, with what is released of who the person is. Needs the person's yes first. */
export const send = (release: NonNullable<Proposal['release']>, by: string): Decide<Proposal> =>
  onSide(
    'officer',
    'send',
    by,
    () => ({ release }),
    (today) => checkRelease(release, today),
  );

export const accept = (by: string): Decide<Proposal> => onSide('employer', 'accept', by);

export const decline = (declined: NonNullable<Proposal['declined']>, by: string): Decide<Proposal> =>
  onSide('employer', 'decline', by, () => ({ declined }));

export const withdraw = (withdrawn: NonNullable<Proposal['withdrawn']>, by: string): Decide<Proposal> =>
  onSide('officer', 'withdraw', by, () => ({ withdrawn }));

export const end =
  (ended: NonNullable<Proposal['ended']>): Decide<Proposal> =>
  (state, now) =>
    lifecycle.reach<Proposal>('end', state, now, { ended });

/** Consequences of other services' events. Unchanged if the status does not allow it, as when an event comes again. */
export const book: Decide<Proposal> = (state, now) => whereAllowed('book', state, now);
export const findFull: Decide<Proposal> = (state, now) => whereAllowed('findFull', state, now);
export const outdate: Decide<Proposal> = (state, now) => whereAllowed('outdate', state, now);
export const endOfItself =
  (ended: NonNullable<Proposal['ended']>): Decide<Proposal> =>
  (state, now) =>
    lifecycle.after('endOfItself', state?.status) && state
      ? lifecycle.reach<Proposal>('endOfItself', state, now, { ended })
      : unchanged;

export const erase: Decide<Proposal> = (state, now) => {
  if (!state || !lifecycle.after('erase', state.status)) return unchanged;
  return next({
    status: 'erased',
    reached: { erased: now.instant },
    candidate: state.candidate,
    target: null,
    officer: null,
    employer: null,
    release: null,
    declined: null,
    withdrawn: null,
    ended: null,
    yes: null,
    known: null,
    acted: { officer: [], employer: [] },
  });
};

function whereAllowed(command: Command, state: Proposal | undefined, now: Moment) {
  return state && lifecycle.after(command, state.status) ? lifecycle.reach<Proposal>(command, state, now) : unchanged;
}

function onSide(
  side: 'officer' | 'employer',
  command: Command,
  by: string,
  change: () => Partial<Proposal> = () => ({}),
  check: (today: string) => Refusal | undefined = () => undefined,
): Decide<Proposal> {
  return (state, now) => {
    const wrong = lifecycle.refusal(command, state?.status) ?? check(now.day);
    if (wrong) return refuse(wrong);
    const { acted } = state as Proposal;
    if (acted[side === 'officer' ? 'employer' : 'officer'].includes(by)) return refuse(bothSides);
    const own = acted[side].includes(by) ? acted[side] : [...acted[side], by];
    return lifecycle.reach<Proposal>(command, state, now, { ...change(), acted: { ...acted, [side]: own } });
  };
}

const bothSides: Refusal = {
  code: 'both-sides',
  status: 409,
  detail: {
    sv: 'Ingen handlar på båda sidorna av ett förslag.',
    en: 'Nobody acts on both sides of one proposal.',
  },
  hint: { sv: 'Låt en kollega göra det.', en: 'Let a colleague do it.' },
};
const releaseOver = (today: string): Refusal => ({
  code: 'in-the-past',
  status: 422,
  field: 'until',
  detail: { sv: 'Utlämnandet skulle redan ha upphört.', en: 'The release would have ended already.' },
  hint: { sv: `Ange en dag från och med ${today}.`, en: `Give a day from ${today} on.` },
});

const longestReleaseDays = 365;

function checkRelease({ until }: NonNullable<Proposal['release']>, today: string): Refusal | undefined {
  if (until < today) return releaseOver(today);
  const days = (Date.parse(until) - Date.parse(today)) / 86_400_000;
  if (days <= longestReleaseDays) return undefined;
  return {
    code: 'too-long',
    status: 422,
    field: 'until',
    detail: { sv: 'Ett utlämnande gäller högst ett år.', en: 'A release lasts a year at most.' },
    hint: { sv: 'Ange en tidigare dag.', en: 'Give an earlier day.' },
  };
}

/** The person's facts were withdrawn: drops the copy that the proposal keeps. */
export const forgetKnown: Decide<Proposal> = (state) =>
  state && state.known !== null ? next({ ...state, known: null }) : unchanged;
