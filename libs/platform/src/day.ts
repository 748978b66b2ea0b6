const stockholm = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', dateStyle: 'short' });

/** The calendar day in Stockholm at an instant, YYYY-MM-DD. */
export function stockholmDay(instant: Date): string {
  return stockholm.format(instant);
}
