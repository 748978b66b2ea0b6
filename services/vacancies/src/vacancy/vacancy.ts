import type { Vacancy as VacancyEvent } from '@lotsen/contracts';
import { checkHours, checkMunicipality, checkOccupation, checkRequirements, checkSkill } from '@lotsen/demand';
import { type Decide, Lifecycle, type Moment, next, type Refusal, refuse, unchanged } from '@lotsen/persistence';
import type { Reference } from '@lotsen/reference';

export type VacancyStatus = VacancyEvent['status'];

/** A vacancy: its public state, and the ad from which it was imported. */
export type Vacancy = Omit<VacancyEvent, 'id' | 'version'> & {
  /** Id of the ad that it was imported from; null where it was posted here. */
  readonly importedFrom: string | null;
  /** When the copy of the ad that it has was made, in milliseconds since the epoch; null where the ad does not say. */
  readonly adAt?: number | null;
  /** When the feed removed the ad, in the same way; null where its owner withdrew it. */
  readonly removedAt?: number | null;
};

/** The fields that a request or an imported ad states. The others follow from what happens to the vacancy. */
export type VacancyContent = Omit<
  VacancyEvent,
  'id' | 'version' | 'status' | 'reached' | 'owner' | 'taken' | 'booked' | 'full' | 'whyUnfilled'
>;

export const lifecycle = new Lifecycle(
  {
    code: 'vacancy',
    name: { sv: 'Annonsen', en: 'the vacancy' },
    statuses: {
      draft: { sv: 'ett utkast', en: 'a draft' },
      published: { sv: 'publicerad', en: 'published' },
      closed: { sv: 'stängd', en: 'closed' },
      filled: { sv: 'tillsatt', en: 'filled' },
      unfilled: { sv: 'avslutad utan att tillsättas', en: 'ended unfilled' },
      withdrawn: { sv: 'återkallad', en: 'withdrawn' },
    },
  },
  {
    draft: { none: 'draft' },
    publish: { none: 'published', draft: 'published' },
    change: { draft: 'draft', published: 'published' },
    close: { published: 'closed' },
    reopen: { closed: 'published' },
    fillSome: { published: 'published', closed: 'closed' },
    fillAll: { published: 'filled', closed: 'filled' },
    endUnfilled: { published: 'unfilled', closed: 'unfilled' },
    /** Frees the position of a proposal that was withdrawn, or ended without a hire. */
    freePosition: { published: 'published', closed: 'closed', filled: 'closed' },
    withdraw: { draft: 'withdrawn', published: 'withdrawn', closed: 'withdrawn' },
    /** Answers an accepted proposal that no position is left. */
    answerFull: {
      draft: 'draft',
      published: 'published',
      closed: 'closed',
      filled: 'filled',
      unfilled: 'unfilled',
      withdrawn: 'withdrawn',
    },
    /** An ad that comes again after its removal is published again. */
    importOpen: { none: 'published', published: 'published', closed: 'published', withdrawn: 'published' },
    importClosed: { none: 'closed', published: 'closed', closed: 'closed', withdrawn: 'closed' },
  } as const,
  ['fillSome', 'freePosition', 'answerFull', 'importOpen', 'importClosed'],
);

const atFirst = { taken: 0, booked: [], full: [], whyUnfilled: null } as const;

export const draft =
  (content: VacancyContent, owner: string | null, reference: Reference): Decide<Vacancy> =>
  (state, now) => {
    const wrong = checkContent(content, reference);
    if (wrong) return refuse(wrong);
    return lifecycle.reach<Vacancy>('draft', state, now, { ...content, ...listed(), owner, importedFrom: null });
  };

/** A vacancy whose last application day has passed cannot be published. */
export const publish =
  (content: VacancyContent, owner: string | null, reference: Reference): Decide<Vacancy> =>
  (state, now) => {
    const wrong = checkContent(content, reference) ?? checkLastDay(content, now.day);
    if (wrong) return refuse(wrong);
    return lifecycle.reach<Vacancy>('publish', state, now, { ...content, ...listed(), owner, importedFrom: null });
  };

export const publishDraft: Decide<Vacancy> = (state, now) => {
  if (!state) return refuse(lifecycle.refusal('change', undefined) as Refusal);
  const wrong = lifecycle.refusal('publish', state.status) ?? checkLastDay(state, now.day);
  return wrong ? refuse(wrong) : lifecycle.reach<Vacancy>('publish', state, now);
};

export const change =
  (content: VacancyContent, reference: Reference): Decide<Vacancy> =>
  (state, now) => {
    const wrong =
      lifecycle.refusal('change', state?.status) ?? checkContent(content, reference) ?? checkLastDay(content, now.day);
    if (wrong) return refuse(wrong);
    if (state && content.positions < state.taken) return refuse(fewerThanTaken(state.taken));
    const filled = state?.status === 'published' && isFull(state.taken, content.positions);
    return lifecycle.update<Vacancy>(filled ? 'fillAll' : 'change', state, now, content);
  };

export const close: Decide<Vacancy> = (state, now) => lifecycle.reach('close', state, now);

/** Closes a published vacancy whose last application day has passed. The calendar runs it, not a user. */
export const closeWhenDue: Decide<Vacancy> = (state, now) => {
  const due = state?.status === 'published' && isPast(state, now.day);
  return due ? lifecycle.reach('close', state, now) : unchanged;
};

export const reopen =
  (lastApplicationDay: string | null): Decide<Vacancy> =>
  (state, now) => {
    const wrong = lifecycle.refusal('reopen', state?.status) ?? checkLastDay({ lastApplicationDay }, now.day);
    return wrong ? refuse(wrong) : lifecycle.reach<Vacancy>('reopen', state, now, { lastApplicationDay });
  };

/** Records positions that were filled, in whatever way. */
export const fill =
  (positions: number): Decide<Vacancy> =>
  (state, now) => {
    const wrong = lifecycle.refusal('fillSome', state?.status);
    if (wrong) return refuse(wrong);
    const { taken, positions: all } = state as Vacancy;
    if (taken + positions > all) return refuse(fewerLeft(all - taken));
    return take(state as Vacancy, positions, now);
  };

export const endUnfilled =
  (whyUnfilled: NonNullable<Vacancy['whyUnfilled']>): Decide<Vacancy> =>
  (state, now) =>
    lifecycle.reach<Vacancy>('endUnfilled', state, now, { whyUnfilled });

export const withdraw: Decide<Vacancy> = (state, now) =>
  lifecycle.reach<Vacancy>('withdraw', state, now, state?.importedFrom ? { removedAt: null } : {});

/** Gives an accepted proposal a position, or answers that none is left. Repeating it changes nothing. */
export const book =
  (proposal: string): Decide<Vacancy> =>
  (state, now) => {
    if (!state || state.booked.includes(proposal) || state.full.includes(proposal)) return unchanged;
    const hasRoom = lifecycle.after('fillSome', state.status) !== undefined && state.taken < state.positions;
    if (!hasRoom) return lifecycle.reach<Vacancy>('answerFull', state, now, { full: [...state.full, proposal] });
    return take({ ...state, booked: [...state.booked, proposal] }, 1, now);
  };

/** Frees the position of a booked proposal that was withdrawn, or ended without a hire. */
export const free =
  (proposal: string): Decide<Vacancy> =>
  (state, now) => {
    if (!state?.booked.includes(proposal) || !lifecycle.after('freePosition', state.status)) return unchanged;
    const booked = state.booked.filter((id) => id !== proposal);
    return lifecycle.reach<Vacancy>('freePosition', state, now, { booked, taken: state.taken - 1 });
  };

/** Removes the id of a proposal whose person was erased. The position stays taken, but no longer leads to a person. */
export const forget =
  (proposal: string): Decide<Vacancy> =>
  (state) => {
    if (!state || ![...state.booked, ...state.full].includes(proposal)) return unchanged;
    const others = (ids: readonly string[]) => ids.filter((id) => id !== proposal);
    return next({ ...state, booked: others(state.booked), full: others(state.full) });
  };

/** A copy of an ad, and what is known of the ad beside it. */
export interface AdCopy {
  readonly id: string;
  /** When the copy was made, in milliseconds since the epoch; null where it does not say. Then it is taken as the newest. */
  readonly at: number | null;
  /** When the feed removed the ad, though it was never imported; undefined where it did not. */
  readonly removedAt?: number | undefined;
  /** Leaves out a last application day that has passed. */
  readonly pastAsOpen?: boolean;
}

/**
 * Upserts a vacancy from an ad. The same ad again changes nothing, and neither does a copy that is older than what is
 * known of the ad. A vacancy of another organisation is refused.
 */
export const importAd =
  (said: VacancyContent, importer: string | null, ad: AdCopy): Decide<Vacancy> =>
  (state, now) => {
    const content = ad.pastAsOpen && isPast(said, now.day) ? { ...said, lastApplicationDay: null } : said;
    if (importer === null || (state && state.owner !== importer)) return refuse(notYours);
    const removedAt = state ? state.removedAt : ad.removedAt;
    // A copy that is as old as the removal was made before it.
    const isOlder = ad.at !== null && (ad.at < (state?.adAt ?? 0) || ad.at <= (removedAt ?? 0));
    const isWithdrawnByOwner = state?.status === 'withdrawn' && removedAt === null;
    if (isOlder || isWithdrawnByOwner) return unchanged;
    // A filled or unfilled vacancy stays so, and one that its owner closed stays closed. One that the calendar closed
    // opens again if the ad has a later last day.
    const closedByOwner = state?.status === 'closed' && !isPast(state, now.day);
    const command = isPast(content, now.day) || closedByOwner ? 'importClosed' : 'importOpen';
    if (state && !lifecycle.after(command, state.status)) return unchanged;
    const { removedAt: _, ...kept } = state ?? {};
    return lifecycle.update<Vacancy>(command, state && (kept as Vacancy), now, {
      ...(state ? {} : listed()),
      ...content,
      positions: Math.max(content.positions, state?.taken ?? 0),
      owner: importer,
      importedFrom: ad.id,
      adAt: ad.at ?? state?.adAt ?? null,
    });
  };

/**
 * Withdraws the vacancy of an ad that the feed removed. An ad that was never imported needs nothing, and neither does one of
 * which there is a newer copy.
 * @param at when it was removed, in milliseconds since the epoch; null where the feed does not say
 */
export const removeAd =
  (importer: string | null, at: number | null): Decide<Vacancy> =>
  (state, now) => {
    if (state && state.owner !== importer) return refuse(notYours);
    // A later removal keeps out copies that were made before it.
    const isLater = state?.status === 'withdrawn' && at !== null && at > (state.removedAt ?? at);
    if (isLater) return next({ ...state, removedAt: at });
    const open = state?.status === 'published' || state?.status === 'closed';
    if (!open || (at !== null && at < (state.adAt ?? 0))) return unchanged;
    return lifecycle.reach<Vacancy>('withdraw', state, now, { removedAt: at ?? state.adAt ?? 0 });
  };

/** Whether other organisations ever saw it. A draft that was withdrawn stays private to its owner. */
export const wasPublic = ({ reached }: Pick<Vacancy, 'reached'>): boolean =>
  Object.keys(reached).some((status) => status !== 'draft' && status !== 'withdrawn');

const isFull = (taken: number, positions: number) => taken > 0 && taken === positions;

function take(state: Vacancy, positions: number, now: Moment) {
  const taken = state.taken + positions;
  return lifecycle.reach<Vacancy>(isFull(taken, state.positions) ? 'fillAll' : 'fillSome', state, now, { taken });
}

const listed = () => ({ ...atFirst, booked: [], full: [] });
const isPast = ({ lastApplicationDay }: Pick<VacancyContent, 'lastApplicationDay'>, today: string) =>
  lastApplicationDay !== null && lastApplicationDay < today;

function checkLastDay(content: Pick<VacancyContent, 'lastApplicationDay'>, today: string): Refusal | undefined {
  if (!isPast(content, today)) return undefined;
  return {
    code: 'in-the-past',
    status: 422,
    field: 'lastApplicationDay',
    detail: { sv: 'Sista ansökningsdagen har passerat.', en: 'The last application day has passed.' },
    hint: { sv: `Ange en dag från och med ${today}.`, en: `Give a day from ${today} on.` },
  };
}

const notYours: Refusal = {
  code: 'not-yours',
  status: 403,
  detail: { sv: 'Annonsen är en annan organisations.', en: "The vacancy is another organisation's." },
};
const fewerThanTaken = (taken: number): Refusal => ({
  code: 'fewer-than-taken',
  status: 409,
  field: 'positions',
  detail: { sv: `${taken} platser är redan tillsatta.`, en: `${taken} positions are taken already.` },
  hint: { sv: `Ange minst ${taken}.`, en: `Give at least ${taken}.` },
});
const fewerLeft = (left: number): Refusal => ({
  code: 'no-room',
  status: 409,
  field: 'positions',
  detail: { sv: `Bara ${left} platser är kvar.`, en: `Only ${left} positions are left.` },
  hint: { sv: 'Läs om, och fyll högst så många.', en: 'Read again, and fill at most as many.' },
});

export function checkContent(content: VacancyContent, reference: Reference): Refusal | undefined {
  return (
    checkOccupation(reference, 'occupation', content.occupation) ??
    (content.place === null ? undefined : checkMunicipality(reference, 'place', content.place)) ??
    checkHours('hours', content.hours) ??
    checkRequirements(reference, content.requirements) ??
    content.skillsInText.map((id, at) => checkSkill(reference, `skillsInText.${at}`, id)).find((wrong) => wrong)
  );
}
