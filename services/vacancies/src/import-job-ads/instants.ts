import { stockholmDay } from '@lotsen/persistence';
import type { JobAd } from './job-ad.js';

const hasZone = /T[\d:.]+(?:Z|[+-]\d\d(?::?\d\d)?)$/u;
/** What lies before JobTech's first ad, or after tomorrow, is no time at which a copy was made. */
const earliest = Date.UTC(2000, 0, 1);
const dayMs = 86_400_000;
const stockholm = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** An instant in milliseconds since the epoch; one without a zone is Swedish local time. NaN where it is none. */
function instantOf(text: string): number {
  if (hasZone.test(text)) return Date.parse(/[+-]\d\d$/u.test(text) ? `${text}:00` : text);
  const asUtc = Date.parse(`${text}${text.length > 10 ? 'Z' : 'T00:00:00Z'}`);
  if (Number.isNaN(asUtc)) return asUtc;
  const shown = Date.parse(`${stockholm.format(new Date(asUtc)).replace(' ', 'T')}Z`);
  return asUtc - (shown - Math.floor(asUtc / 1000) * 1000);
}

/** The Swedish day of an instant: of one without a zone, the day that it names. */
export const dayOf = (text: string): string => {
  const instant = hasZone.test(text) ? instantOf(text) : Number.NaN;
  return Number.isNaN(instant) ? text.slice(0, 10) : stockholmDay(new Date(instant));
};

/** When a copy of an ad was made, or the ad removed, in milliseconds since the epoch; null where the copy does not say. */
export function madeAt({ timestamp, removed, removed_date: removedDate }: JobAd, now = Date.now()): number | null {
  const isPossible = (at: number) => at >= earliest && at <= now + dayMs;
  const stamped =
    typeof timestamp === 'string' && !/^\d+$/u.test(timestamp) ? instantOf(timestamp) : numberOf(timestamp);
  if (isPossible(stamped)) return stamped;
  const at = removed && typeof removedDate === 'string' ? instantOf(removedDate) : Number.NaN;
  return isPossible(at) ? at : null;
}

/** Milliseconds, also of a number of seconds. */
function numberOf(given: unknown): number {
  if (typeof given !== 'number' && typeof given !== 'string') return Number.NaN;
  const number = Number(given);
  return Number.isInteger(number) ? (number < earliest ? number * 1000 : number) : Number.NaN;
}
