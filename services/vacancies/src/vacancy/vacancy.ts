import { isDeepStrictEqual } from 'node:util';
import type { Vacancy as VacancyEvent } from '@lotsen/contracts';
import { checkHours, checkMunicipality, checkOccupation, checkRequirements, checkSkill } from '@lotsen/demand';
import { type Decide, next, type Refusal, refuse, statusAfter, type Transitions, unchanged } from '@lotsen/persistence';
import type { Reference } from '@lotsen/reference';

export type VacancyStatus = VacancyEvent['status'];

/** A vacancy: its public state, and where it came from. */
export type Vacancy = Omit<VacancyEvent, 'id' | 'version'> & {
  /** Id of the ad that it was imported from; null where it was posted here. */
  readonly importedFrom: string | null;
};

export type VacancyContent = Omit<VacancyEvent, 'id' | 'version' | 'status' | 'reached' | 'owner'>;

/** Which command leads from which status to which. */
export const transitions = {
  publish: { none: 'published' },
  change: { published: 'published' },
  withdraw: { published: 'withdrawn' },
  /** An ad that comes again after its removal is published again. */
  importAd: { none: 'published', published: 'published', withdrawn: 'published' },
} as const satisfies Transitions<VacancyStatus>;

export function publish(content: VacancyContent, owner: string | null, reference: Reference): Decide<Vacancy> {
  return (state, now) => {
    const status = move(state, 'publish', owner);
    if (typeof status !== 'string') return refuse(status);
    const wrong = checkContent(content, reference);
    if (wrong) return refuse(wrong);
    return next({ ...content, owner, importedFrom: null, status, reached: { [status]: now } });
  };
}

export function change(content: VacancyContent, owner: string | null, reference: Reference): Decide<Vacancy> {
  return (state) => {
    const status = move(state, 'change', owner);
    if (typeof status !== 'string') return refuse(status);
    const wrong = checkContent(content, reference);
    if (wrong) return refuse(wrong);
    const after = { ...(state as Vacancy), ...content };
    return isDeepStrictEqual(after, state) ? unchanged : next(after);
  };
}

export function withdraw(owner: string | null): Decide<Vacancy> {
  return (state, now) => {
    const status = move(state, 'withdraw', owner);
    if (typeof status !== 'string') return refuse(status);
    const before = state as Vacancy;
    return next({ ...before, status, reached: { ...before.reached, [status]: now } });
  };
}

/** Upserts what an ad says. The same ad again changes nothing; another organisation's stays theirs. */
export function importAd(ad: string, content: VacancyContent, importer: string | null): Decide<Vacancy> {
  return (state, now) => {
    if (importer === null || (state && state.owner !== importer)) return refuse(notYours);
    const status = transitions.importAd[state?.status ?? 'none'];
    const reached = state?.status === status ? state.reached : { ...state?.reached, [status]: now };
    const after: Vacancy = { ...content, owner: importer, importedFrom: ad, status, reached };
    return isDeepStrictEqual(after, state) ? unchanged : next(after);
  };
}

/** An ad that its feed removed. One that was never here needs nothing. */
export function removeAd(importer: string | null): Decide<Vacancy> {
  return (state, now) => {
    if (state && state.owner !== importer) return refuse(notYours);
    if (state?.status !== 'published') return unchanged;
    return next({ ...state, status: 'withdrawn', reached: { ...state.reached, withdrawn: now } });
  };
}

const notYours: Refusal = {
  code: 'not-yours',
  status: 403,
  detail: { sv: 'Annonsen är en annan organisations.', en: "The vacancy is another organisation's." },
};

function move(
  state: Vacancy | undefined,
  command: 'publish' | 'change' | 'withdraw',
  owner: string | null,
): VacancyStatus | Refusal {
  const from = state?.status ?? 'none';
  // Whoever acts for no organisation owns nothing.
  if (owner === null || (state && state.owner !== owner)) {
    return notYours;
  }
  const to = statusAfter<VacancyStatus, typeof transitions>(transitions, command, state?.status);
  if (to) return to;
  if (from === 'none') {
    return { code: 'not-found', status: 404, detail: { sv: 'Annonsen finns inte.', en: 'There is no such vacancy.' } };
  }
  return {
    code: `vacancy-${from}`,
    status: 409,
    detail: {
      sv: `Det går inte: annonsen är ${from === 'published' ? 'redan publicerad' : 'återkallad'}.`,
      en: `Not possible: the vacancy is ${from}.`,
    },
    hint: { sv: 'Publicera en ny annons.', en: 'Publish a new vacancy.' },
  };
}

export function checkContent(content: VacancyContent, reference: Reference): Refusal | undefined {
  return (
    checkOccupation(reference, 'occupation', content.occupation) ??
    (content.place === null ? undefined : checkMunicipality(reference, 'place', content.place)) ??
    checkHours('hours', content.hours) ??
    checkRequirements(reference, content.requirements) ??
    content.skillsInText.map((id, at) => checkSkill(reference, `skillsInText.${at}`, id)).find((wrong) => wrong)
  );
}
