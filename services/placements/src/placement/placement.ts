import { isDeepStrictEqual } from 'node:util';
import type { Placement as PlacementEvent } from '@lotsen/contracts';
import {
  checkHours,
  checkMunicipality,
  checkOccupation,
  checkPeriodOrder,
  checkRequirements,
  checkSkill,
} from '@lotsen/demand';
import { type Decide, Lifecycle, next, type Refusal, refuse, unchanged, unlessSame } from '@lotsen/persistence';
import type { Reference } from '@lotsen/reference';
import { daysOf, kinds } from '../kinds.js';
import { loadOf, type Supervisor, unknownSupervisor } from '../supervisor/supervisor.js';

export type PlacementStatus = PlacementEvent['status'];

/** A taken place: the booking that has it, and its supervisor; null until one is named. */
export interface Seat {
  readonly booking: string;
  readonly supervisor: string | null;
}

/** A placement: its public state, and its taken places. */
export type Placement = Omit<PlacementEvent, 'id' | 'version'> & { readonly seats: readonly Seat[] };

export type PlacementContent = Omit<
  PlacementEvent,
  'id' | 'version' | 'status' | 'reached' | 'owner' | 'room' | 'booked' | 'full'
>;

/** The supervisors of a placement by id, as the caller read them. */
export type SupervisorsHere = ReadonlyMap<string, Supervisor>;

export const lifecycle = new Lifecycle(
  {
    code: 'placement',
    name: { sv: 'Platsen', en: 'the placement' },
    statuses: {
      posted: { sv: 'utlagd', en: 'posted' },
      ended: { sv: 'avslutad', en: 'ended' },
      withdrawn: { sv: 'återkallad', en: 'withdrawn' },
    },
  },
  {
    post: { none: 'posted' },
    change: { posted: 'posted' },
    end: { posted: 'ended' },
    withdraw: { posted: 'withdrawn' },
    takeSeat: { posted: 'posted' },
    freeSeat: { posted: 'posted', ended: 'ended', withdrawn: 'withdrawn' },
    /** Answers an accepted proposal that no place is left. */
    answerFull: { posted: 'posted', ended: 'ended', withdrawn: 'withdrawn' },
  } as const,
  ['end', 'takeSeat', 'freeSeat', 'answerFull'],
);

export const post =
  (
    content: PlacementContent,
    owner: string | null,
    supervisors: SupervisorsHere,
    reference: Reference,
  ): Decide<Placement> =>
  (state, now) => {
    const wrong = checkContent(content, reference) ?? checkSupervisors(content, owner, supervisors);
    if (wrong) return refuse(wrong);
    const decision = lifecycle.reach<Placement>('post', state, now, {
      ...content,
      owner,
      seats: [],
      booked: [],
      full: [],
    });
    return withRoom(decision, supervisors);
  };

export const change =
  (content: PlacementContent, supervisors: SupervisorsHere, reference: Reference): Decide<Placement> =>
  (state, now) => {
    const wrong =
      lifecycle.refusal('change', state?.status) ??
      checkContent(content, reference) ??
      checkSupervisors(content, state?.owner ?? null, supervisors);
    if (wrong) return refuse(wrong);
    if (state && content.capacity < state.seats.length) return refuse(fewerThanTaken(state.seats.length));
    return unlessSame(withRoom(lifecycle.reach<Placement>('change', state, now, content), supervisors), state);
  };

export const withdraw: Decide<Placement> = (state, now) =>
  lifecycle.reach<Placement>('withdraw', state, now, { room: 0 });

/** Ends a placement whose period is over. The calendar runs it, not a user. */
export const endWhenDue: Decide<Placement> = (state, now) =>
  state?.status === 'posted' && state.end < now.day
    ? lifecycle.reach<Placement>('end', state, now, { room: 0 })
    : unchanged;

/**
 * Takes a place for one booking. Only this decision says whether one is left, under the placement's row lock.
 * @param proposal the proposal that waits for the answer; null if the booking comes from none
 * @param inPlaceOf the booking that this one renews, which gives up its place
 */
export const takeSeat =
  (
    seat: Seat,
    supervisors: SupervisorsHere,
    proposal: string | null,
    inPlaceOf: string | null = null,
  ): Decide<Placement> =>
  (state, now) => {
    if (state?.seats.some(({ booking }) => booking === seat.booking)) return unchanged;
    const wrong = lifecycle.refusal('takeSeat', state?.status);
    if (wrong) return refuse(wrong);
    const seats = (state as Placement).seats.filter(({ booking }) => booking !== inPlaceOf);
    const before: Placement = { ...(state as Placement), seats };
    if (roomOf(before, supervisors) === 0) return refuse(noRoom);
    const booked = proposal ? [...before.booked, proposal] : before.booked;
    return withRoom(
      lifecycle.reach<Placement>('takeSeat', before, now, { seats: [...before.seats, seat], booked }),
      supervisors,
    );
  };

/** Sets the supervisor of a seat. */
export const seatUnder =
  (seat: Seat, supervisors: SupervisorsHere): Decide<Placement> =>
  (state) => {
    if (!state?.seats.some(({ booking }) => booking === seat.booking)) return unchanged;
    const seats = state.seats.map((one) => (one.booking === seat.booking ? seat : one));
    return withRoom(next({ ...state, seats }), supervisors);
  };

/** @param forgotten the proposal of an erased person, whose id is removed too */
export const freeSeat =
  (booking: string, supervisors: SupervisorsHere, forgotten: string | null = null): Decide<Placement> =>
  (state, now) => {
    if (!state) return unchanged;
    const seats = state.seats.filter((seat) => seat.booking !== booking);
    const kept = (ids: readonly string[]) => ids.filter((id) => id !== forgotten);
    const [booked, full] = [kept(state.booked), kept(state.full)];
    if (isDeepStrictEqual([seats, booked, full], [state.seats, state.booked, state.full])) return unchanged;
    return withRoom(lifecycle.reach<Placement>('freeSeat', state, now, { seats, booked, full }), supervisors);
  };

/** Answers an accepted proposal that no place is left. Repeating it changes nothing. */
export const answerFull =
  (proposal: string): Decide<Placement> =>
  (state, now) => {
    if (!state || state.full.includes(proposal) || state.booked.includes(proposal)) return unchanged;
    return lifecycle.reach<Placement>('answerFull', state, now, { full: [...state.full, proposal] });
  };

/** Computes the places left again, after its supervisors changed. */
export const refreshRoom =
  (supervisors: SupervisorsHere): Decide<Placement> =>
  (state) => {
    if (state?.status !== 'posted') return unchanged;
    const room = roomOf(state, supervisors);
    return room === state.room ? unchanged : next({ ...state, room });
  };

/**
 * Places left: at most the free capacity. If the placement names supervisors, also at most what those of the required
 * step can still take on.
 */
export function roomOf(
  placement: Pick<Placement, 'kind' | 'capacity' | 'seats' | 'supervisors' | 'start' | 'end'>,
  supervisors: SupervisorsHere,
): number {
  const { kind, capacity, seats } = placement;
  const free = Math.max(0, capacity - seats.length);
  if (placement.supervisors.length === 0) return free;
  const able = placement.supervisors
    .flatMap((id) => supervisors.get(id) ?? [])
    .filter(({ status, step }) => status === 'active' && step >= kinds[kind].supervisorStep);
  const spare = able.reduce((sum, one) => sum + Math.max(0, one.most - loadOf(one, placement)), 0);
  const unnamed = seats.filter(({ supervisor }) => supervisor === null).length;
  return Math.max(0, Math.min(free, spare - unnamed));
}

function withRoom(
  decision: ReturnType<Decide<Placement>>,
  supervisors: SupervisorsHere,
): ReturnType<Decide<Placement>> {
  if (decision.kind !== 'next') return decision;
  const room = decision.state.status === 'posted' ? roomOf(decision.state, supervisors) : 0;
  return next({ ...decision.state, room });
}

function checkSupervisors(
  content: Pick<PlacementContent, 'supervisors'>,
  owner: string | null,
  supervisors: SupervisorsHere,
): Refusal | undefined {
  const at = content.supervisors.findIndex((id) => supervisors.get(id)?.organisation !== owner);
  if (at < 0) return undefined;
  return { ...unknownSupervisor, field: `supervisors.${at}` };
}

const noRoom: Refusal = {
  code: 'no-room',
  status: 409,
  detail: { sv: 'Det finns ingen plats kvar.', en: 'There is no place left.' },
  hint: { sv: 'Välj en annan plats, eller en annan period.', en: 'Choose another placement, or another period.' },
};
const fewerThanTaken = (taken: number): Refusal => ({
  code: 'fewer-than-taken',
  status: 409,
  field: 'capacity',
  detail: { sv: `${taken} platser är redan bokade.`, en: `${taken} places are booked already.` },
  hint: { sv: `Ange minst ${taken}.`, en: `Give at least ${taken}.` },
});

function checkContent(content: PlacementContent, reference: Reference): Refusal | undefined {
  return (
    checkOccupation(reference, 'occupation', content.occupation) ??
    checkMunicipality(reference, 'place', content.place) ??
    checkHours('hours', content.hours) ??
    checkPeriod(content) ??
    checkRequirements(reference, content.requirements) ??
    content.trains.map((id, at) => checkSkill(reference, `trains.${at}`, id)).find((wrong) => wrong)
  );
}

function checkPeriod({ kind, start, end }: PlacementContent): Refusal | undefined {
  return checkPeriodOrder('end', start, end) ?? checkLength(kind, daysOf(start, end));
}

/**
 * Some kinds have a longest duration (arbetspraktik: six months). For a renewal, `days` counts all bookings of the
 * chain.
 */
export function checkLength(kind: Placement['kind'], days: number): Refusal | undefined {
  const { longestDays, words, source } = kinds[kind];
  if (longestDays === null || days <= longestDays) return undefined;
  return {
    code: 'too-long',
    status: 422,
    field: 'end',
    detail: {
      sv: `En ${words.sv} varar högst ${longestDays} dagar (${source}).`,
      en: `${words.en} lasts at most ${longestDays} days (${source}).`,
    },
    hint: { sv: 'Korta perioden.', en: 'Shorten the period.' },
  };
}
