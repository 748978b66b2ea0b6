import type { ValidationProfile } from '@lotsen/contracts';
import { checkSkill, unknownConcept } from '@lotsen/demand';
import { type Decide, Lifecycle, type Refusal, refuse } from '@lotsen/persistence';
import type { Reference } from '@lotsen/reference';

/** A named set of units, each with the skills that it evidences. `saidBy` names who states this. */
export type Profile = Omit<ValidationProfile, 'id' | 'version'> & { readonly organisation: string | null };

export type ProfileContent = Omit<Profile, 'status' | 'reached' | 'organisation'>;

export const lifecycle = new Lifecycle(
  {
    code: 'profile',
    name: { sv: 'Valideringsprofilen', en: 'the validation profile' },
    statuses: { published: { sv: 'publicerad', en: 'published' }, withdrawn: { sv: 'återkallad', en: 'withdrawn' } },
  },
  {
    publish: { none: 'published' },
    correct: { published: 'published' },
    withdraw: { published: 'withdrawn' },
  } as const,
);

export function publish(content: ProfileContent, organisation: string | null, reference: Reference): Decide<Profile> {
  return (state, now) => {
    const wrong = checkContent(content, reference);
    return wrong ? refuse(wrong) : lifecycle.reach<Profile>('publish', state, now, { ...content, organisation });
  };
}

export function correct(content: ProfileContent, reference: Reference): Decide<Profile> {
  return (state, now) => {
    const wrong = checkContent(content, reference);
    if (wrong) return refuse(wrong);
    return lifecycle.update<Profile>('correct', state, now, content);
  };
}

/** The profile is no longer offered. It still explains the outcomes that were assessed by it. */
export const withdraw: Decide<Profile> = (state, now) => lifecycle.reach('withdraw', state, now);

function checkContent({ units, language }: ProfileContent, reference: Reference): Refusal | undefined {
  const codes = units.map(({ unit }) => unit);
  const twice = codes.find((unit, at) => codes.indexOf(unit) !== at);
  if (twice !== undefined) {
    return {
      code: 'unit-twice',
      status: 422,
      field: 'units',
      detail: { sv: `Delen ${twice} står två gånger.`, en: `The unit ${twice} is there twice.` },
      hint: { sv: 'Ta bort den ena.', en: 'Remove one of them.' },
    };
  }
  if (language !== null && reference.language(language)?.id !== language) {
    return unknownConcept('language', { sv: 'Språket', en: 'language' }, language);
  }
  return units
    .flatMap(({ skills }, at) => skills.map((skill) => checkSkill(reference, `units.${at}.skills`, skill)))
    .find((wrong) => wrong);
}

export const unknownProfile: Refusal = {
  code: 'unknown-profile',
  status: 422,
  field: 'profile',
  detail: { sv: 'Valideringsprofilen finns inte.', en: 'There is no such validation profile.' },
  hint: { sv: 'Se GET /v1/validations/profiles.', en: 'See GET /v1/validations/profiles.' },
};
