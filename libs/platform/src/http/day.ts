import { Refused } from '@lotsen/persistence';

/** @throws Refused if the day is after today */
export function assertNotLater(field: string, day: string, today: string): void {
  if (day <= today) return;
  throw new Refused({
    code: 'in-the-future',
    status: 422,
    field,
    detail: { sv: 'Dagen ligger i framtiden.', en: 'The day lies in the future.' },
    hint: { sv: `Ange en dag till och med ${today}.`, en: `Give a day up to ${today}.` },
  });
}
