import { isDeepStrictEqual } from 'node:util';
import type { Placement as PlacementEvent } from '@lotsen/contracts';
import { checkHours, checkMunicipality, checkOccupation, checkRequirements, checkSkill } from '@lotsen/demand';
import { type Decide, next, type Refusal, refuse, statusAfter, type Transitions, unchanged } from '@lotsen/persistence';
import type { Reference } from '@lotsen/reference';

export type PlacementStatus = PlacementEvent['status'];

/** A place for learning at a workplace. */
export type Placement = Omit<PlacementEvent, 'id' | 'version'>;

export type PlacementContent = Omit<PlacementEvent, 'id' | 'version' | 'status' | 'reached' | 'owner'>;

/** Which command leads from which status to which. */
export const transitions = {
  post: { none: 'posted' },
  change: { posted: 'posted' },
  withdraw: { posted: 'withdrawn' },
} as const satisfies Transitions<PlacementStatus>;

/** Arbetspraktik lasts at most six months (SFS 2000:634, 23 §). */
const longestPraktikDays = 184;

export function post(content: PlacementContent, owner: string | null, reference: Reference): Decide<Placement> {
  return (state, now) => {
    const status = move(state, 'post', owner);
    if (typeof status !== 'string') return refuse(status);
    const wrong = checkContent(content, reference);
    if (wrong) return refuse(wrong);
    return next({ ...content, owner, status, reached: { [status]: now } });
  };
}

export function change(content: PlacementContent, owner: string | null, reference: Reference): Decide<Placement> {
  return (state) => {
    const status = move(state, 'change', owner);
    if (typeof status !== 'string') return refuse(status);
    const wrong = checkContent(content, reference);
    if (wrong) return refuse(wrong);
    const after = { ...(state as Placement), ...content };
    return isDeepStrictEqual(after, state) ? unchanged : next(after);
  };
}

export function withdraw(owner: string | null): Decide<Placement> {
  return (state, now) => {
    const status = move(state, 'withdraw', owner);
    if (typeof status !== 'string') return refuse(status);
    const before = state as Placement;
    return next({ ...before, status, reached: { ...before.reached, [status]: now } });
  };
}

function move(
  state: Placement | undefined,
  command: keyof typeof transitions,
  owner: string | null,
): PlacementStatus | Refusal {
  const from = state?.status ?? 'none';
  // Whoever acts for no organisation owns nothing.
  if (owner === null || (state && state.owner !== owner)) {
    return {
      code: 'not-yours',
      status: 403,
      detail: { sv: 'Platsen är en annan organisations.', en: "The placement is another organisation's." },
    };
  }
  const to = statusAfter<PlacementStatus, typeof transitions>(transitions, command, state?.status);
  if (to) return to;
  if (from === 'none') {
    return { code: 'not-found', status: 404, detail: { sv: 'Platsen finns inte.', en: 'There is no such placement.' } };
  }
  return {
    code: `placement-${from}`,
    status: 409,
    detail: {
      sv: `Det går inte: platsen är ${from === 'posted' ? 'redan utlagd' : 'återkallad'}.`,
      en: `Not possible: the placement is ${from}.`,
    },
    hint: { sv: 'Lägg ut en ny plats.', en: 'Post a new placement.' },
  };
}

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
  if (end < start) {
    return {
      code: 'dates-reversed',
      status: 422,
      field: 'end',
      detail: { sv: 'Perioden slutar före den börjar.', en: 'The period ends before it starts.' },
      hint: { sv: `Ange en dag från och med ${start}.`, en: `Give a day from ${start} on.` },
    };
  }
  const days = (Date.parse(end) - Date.parse(start)) / 86_400_000;
  if (kind !== 'arbetspraktik' || days <= longestPraktikDays) return undefined;
  return {
    code: 'too-long',
    status: 422,
    field: 'end',
    detail: { sv: 'Arbetspraktik varar högst sex månader.', en: 'Arbetspraktik lasts at most six months.' },
    hint: { sv: 'Korta perioden.', en: 'Shorten the period.' },
  };
}
