import type { Refusal } from '@lotsen/persistence';

export const otherNumber: Refusal = {
  code: 'other-number',
  status: 409,
  field: 'personnummer',
  detail: {
    sv: 'Personen har redan ett annat nummer.',
    en: 'The person has another number already.',
  },
  hint: {
    sv: 'Radera den felaktiga posten, och registrera på nytt.',
    en: 'Erase the wrong entry, and register anew.',
  },
};

export const ownNumber: Refusal = {
  code: 'number-of-another-entry',
  status: 409,
  field: 'personnummer',
  detail: {
    sv: 'En annan av er organisations poster har redan numret.',
    en: 'Another entry of your own organisation has the number already.',
  },
  hint: {
    sv: 'Använd den posten, eller radera den först.',
    en: 'Use that entry, or erase it first.',
  },
};

export const unknownOrganisation: Refusal = {
  code: 'unknown-organisation',
  status: 422,
  field: 'with',
  detail: { sv: 'Det finns ingen sådan organisation eller grupp.', en: 'There is no such organisation or group.' },
  hint: {
    sv: 'Se GET /v1/portal/organisations och /groups.',
    en: 'See GET /v1/portal/organisations and /groups.',
  },
};

export const notANumber = {
  code: 'not-a-number',
  detail: {
    sv: 'Numret är inget person- eller samordningsnummer.',
    en: 'The number is no personal identity or coordination number.',
  },
} as const;

/** It is a person of the caller's own organisation. */
export const likelyDuplicate = (id: string): Refusal => ({
  code: 'likely-duplicate',
  status: 409,
  detail: {
    sv: `Personen har inget nummer, och liknar en som redan är registrerad: ${id}. Är det en annan, så tillåt troliga dubbletter.`,
    en: `The person has no number, and looks like one who is registered already: ${id}. If it is another one, allow likely duplicates.`,
  },
  hint: {
    sv: 'Ange numret, eller allowLikelyDuplicates: true.',
    en: 'Give the number, or allowLikelyDuplicates: true.',
  },
});
