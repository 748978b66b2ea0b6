import type { Refusal } from '@lotsen/persistence';

/** Refusals of a booking that depend on more than the booking itself. */

export const unknownPlacement: Refusal = {
  code: 'unknown-placement',
  status: 422,
  field: 'placement',
  detail: { sv: 'Det finns ingen sådan plats.', en: 'There is no such placement.' },
  hint: { sv: 'Se GET /v1/placements.', en: 'See GET /v1/placements.' },
};
export const unknownNeed: Refusal = {
  code: 'unknown-need',
  status: 404,
  field: 'need',
  detail: {
    sv: 'Inget anmält behov av det slaget har det id:t.',
    en: 'No reported need of that kind has that id.',
  },
  hint: { sv: 'Se GET /v1/placements/needs.', en: 'See GET /v1/placements/needs.' },
};
export const outsidePeriod = ({ start, end }: { start: string; end: string }): Refusal => ({
  code: 'outside-period',
  status: 422,
  field: 'start',
  detail: { sv: 'Bokningen ligger utanför platsens period.', en: "The booking lies outside the placement's period." },
  hint: { sv: `Platsen finns ${start} till ${end}.`, en: `The placement is there from ${start} to ${end}.` },
});
export const bookedAlready: Refusal = {
  code: 'booked-already',
  status: 409,
  detail: {
    sv: 'Personen har redan den platsen under den tiden.',
    en: 'The person has that placement at that time already.',
  },
};
export const nothingToRenew: Refusal = {
  code: 'nothing-to-renew',
  status: 409,
  detail: {
    sv: 'Bara en påbörjad eller avslutad bokning kan förlängas.',
    en: 'Only a booking that started can be renewed.',
  },
};
