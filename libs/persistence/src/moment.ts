const stockholm = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', dateStyle: 'short' });

/** When a decision is made. */
export interface Moment {
  /** ISO 8601, in UTC. */
  readonly instant: string;
  /** The calendar day in Stockholm, YYYY-MM-DD. */
  readonly day: string;
}

/** The calendar day in Stockholm at an instant, YYYY-MM-DD. */
export function stockholmDay(instant: Date): string {
  return stockholm.format(instant);
}

export const momentOf = (instant: Date): Moment => ({ instant: instant.toISOString(), day: stockholmDay(instant) });
