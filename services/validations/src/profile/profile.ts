import { isDeepStrictEqual } from 'node:util';
import type { ValidationProfile } from '@lotsen/contracts';
import { checkSkill } from '@lotsen/demand';
import { type Decide, next, type Refusal, refuse, unchanged } from '@lotsen/persistence';
import type { Reference } from '@lotsen/reference';

/** A named set of units, each with the skills that it evidences, as said by those who know. */
export type Profile = Omit<ValidationProfile, 'id' | 'version'> & { readonly organisation: string | null };

export type ProfileContent = Pick<Profile, 'name' | 'process' | 'saidBy' | 'demo' | 'units'>;

/** Publishes a profile, or corrects it: one command, for a file of profiles is read more than once. */
export function publishProfile(
  content: ProfileContent,
  organisation: string | null,
  reference: Reference,
): Decide<Profile> {
  return (state, now) => {
    const units = content.units.map((unit) => unit.unit);
    const twice = units.find((unit, at) => units.indexOf(unit) !== at);
    if (twice !== undefined) {
      return refuse({
        code: 'unit-twice',
        status: 422,
        field: 'units',
        detail: { sv: `Delen ${twice} står två gånger.`, en: `The unit ${twice} is there twice.` },
      });
    }
    for (const [at, unit] of content.units.entries()) {
      for (const skill of unit.skills) {
        const wrong = checkSkill(reference, `units.${at}.skills`, skill);
        if (wrong) return refuse(wrong);
      }
    }
    if (organisation === null || (state && state.organisation !== organisation)) return refuse(notYours);
    if (state?.status === 'withdrawn') return refuse(isWithdrawn);
    const reached = { ...state?.reached, published: state?.reached.published ?? now };
    const after: Profile = { ...content, organisation, status: 'published', reached };
    return isDeepStrictEqual(after, state) ? unchanged : next(after);
  };
}

/** No longer offered; the outcomes that were made by it stay explained by it. */
export function withdrawProfile(organisation: string | null): Decide<Profile> {
  return (state, now) => {
    if (!state || organisation === null || state.organisation !== organisation) return refuse(notYours);
    if (state.status === 'withdrawn') return unchanged;
    return next({ ...state, status: 'withdrawn', reached: { ...state.reached, withdrawn: now } });
  };
}

const isWithdrawn: Refusal = {
  code: 'profile-withdrawn',
  status: 409,
  detail: { sv: 'Profilen är återkallad.', en: 'The profile is withdrawn.' },
  hint: { sv: 'Publicera en ny.', en: 'Publish a new one.' },
};

const notYours: Refusal = {
  code: 'not-yours',
  status: 403,
  detail: { sv: 'Profilen är en annan organisations.', en: "The profile is another organisation's." },
};
