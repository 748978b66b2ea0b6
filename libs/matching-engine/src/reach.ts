import type { Context } from './context.js';
import type { CandidateFacts, TargetFacts } from './facts.js';

export interface Reach {
  readonly state: 'met' | 'unmet' | 'unknown';
  /**
   * 0 to 10,000. A commute has 10,000 within the municipality, falling to 0 at the person's own limit; moving and
   * remote work have fixed values.
   */
  readonly value: number;
  readonly way: 'commute' | 'move' | 'remote' | 'none';
  readonly minutes: number | null;
  readonly place: string | null;
}

/** The best way for the person to reach the target: commuting to one of its places, moving, or working from home. */
export function reachOf(candidate: CandidateFacts, target: TargetFacts, context: Context): Reach {
  let best: Reach = { state: 'unmet', value: 0, way: 'none', minutes: null, place: null };
  const offer = (reach: Reach) => {
    const gained = rank[reach.state] - rank[best.state];
    if (gained > 0 || (gained === 0 && (reach.value > best.value || nearer(reach, best)))) best = reach;
  };
  const fixed = context.model.reach;
  if (target.remote && candidate.acceptsRemote) {
    offer({ state: 'met', value: fixed.remote, way: 'remote', minutes: null, place: null });
  }
  for (const place of target.places) {
    offer(commute(candidate, place, context));
    if (candidate.moveTo === 'anywhere' || candidate.moveTo.includes(place.slice(0, 2))) {
      offer({ state: 'met', value: fixed.move, way: 'move', minutes: null, place });
    }
  }
  // An ad without a municipality cannot be judged. One abroad cannot either, if the person would move anywhere.
  if (target.places.length === 0 && !target.remote && (!target.abroad || candidate.moveTo === 'anywhere')) {
    offer({ state: 'unknown', value: 0, way: 'none', minutes: null, place: null });
  }
  return best;
}

function commute(candidate: CandidateFacts, place: string, { reference }: Context): Reach {
  const unknown: Reach = { state: 'unknown', value: 0, way: 'commute', minutes: null, place };
  if (candidate.home === 'unknown') return unknown;
  // If the person has not said whether they drive, the time without a car counts: the longer of the two.
  const minutes = reference.travelMinutes(candidate.home, place, candidate.drivesToWork === true);
  if (minutes === undefined) return unknown;
  if (minutes === 0) return { state: 'met', value: 10_000, way: 'commute', minutes, place };
  const limit = candidate.maxCommuteMinutes;
  if (limit === 'unknown') return { ...unknown, minutes };
  if (minutes <= limit) {
    return { state: 'met', value: Math.floor(((limit - minutes) * 10_000) / limit), way: 'commute', minutes, place };
  }
  const byCar = reference.travelMinutes(candidate.home, place, true) as number;
  if (candidate.drivesToWork === 'unknown' && byCar <= limit) return { ...unknown, minutes };
  return { state: 'unmet', value: 0, way: 'commute', minutes, place };
}

const rank = { unmet: 0, unknown: 1, met: 2 } as const;

/**
 * Of ways with equal value the shorter one is better, then the lower municipality code, so that the order of places
 * does not affect the result.
 */
function nearer(one: Reach, other: Reach): boolean {
  if (one.value !== other.value) return false;
  const [a, b] = [one.minutes ?? Number.MAX_SAFE_INTEGER, other.minutes ?? Number.MAX_SAFE_INTEGER];
  return a < b || (a === b && (one.place ?? '') < (other.place ?? '￿'));
}
