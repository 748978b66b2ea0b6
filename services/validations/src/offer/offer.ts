import type { ValidationOffer } from '@lotsen/contracts';
import { checkMunicipality } from '@lotsen/demand';
import { type Decide, Lifecycle, type Refusal, refuse } from '@lotsen/persistence';
import type { Reference } from '@lotsen/reference';

/** A validation that one can apply for: where, when, how long, and for whom. */
export type Offer = Omit<ValidationOffer, 'id' | 'version'>;
export type OfferContent = Omit<Offer, 'status' | 'reached' | 'organisation'>;

export const lifecycle = new Lifecycle(
  {
    code: 'offer',
    name: { sv: 'Erbjudandet', en: 'the offer' },
    statuses: { published: { sv: 'publicerat', en: 'published' }, withdrawn: { sv: 'återkallat', en: 'withdrawn' } },
  },
  {
    publish: { none: 'published' },
    change: { published: 'published' },
    withdraw: { published: 'withdrawn' },
  } as const,
);

/** @param profileKnown whether the profile that it assesses by is published */
export const publish =
  (content: OfferContent, profileKnown: boolean, organisation: string | null, reference: Reference): Decide<Offer> =>
  (state, now) => {
    const wrong = checkContent(content, profileKnown, reference);
    return wrong ? refuse(wrong) : lifecycle.reach<Offer>('publish', state, now, { ...content, organisation });
  };

export const change =
  (content: OfferContent, profileKnown: boolean, reference: Reference): Decide<Offer> =>
  (state, now) => {
    const wrong = checkContent(content, profileKnown, reference);
    if (wrong) return refuse(wrong);
    return lifecycle.update<Offer>('change', state, now, content);
  };

export const withdraw: Decide<Offer> = (state, now) => lifecycle.reach('withdraw', state, now);

function checkContent(content: OfferContent, profileKnown: boolean, reference: Reference): Refusal | undefined {
  if (!profileKnown) return unknownProfile;
  if (content.places.length === 0 && !content.remote && !content.travelling) {
    return {
      code: 'nowhere',
      status: 422,
      field: 'places',
      detail: {
        sv: 'Erbjudandet är varken på en ort, på distans eller resande.',
        en: 'The offer is neither somewhere, nor remote, nor travelling.',
      },
      hint: { sv: 'Ange minst en ort, eller remote eller travelling.', en: 'Give a place, or remote or travelling.' },
    };
  }
  const places = content.places.map((code, at) => checkMunicipality(reference, `places.${at}`, code));
  const openTo = content.municipalities.map((code, at) => checkMunicipality(reference, `municipalities.${at}`, code));
  return [...places, ...openTo].find((wrong) => wrong);
}

const unknownProfile: Refusal = {
  code: 'unknown-profile',
  status: 422,
  field: 'profile',
  detail: { sv: 'Ingen publicerad valideringsprofil har det id:t.', en: 'No published profile has that id.' },
  hint: { sv: 'Se GET /v1/validations/profiles.', en: 'See GET /v1/validations/profiles.' },
};
