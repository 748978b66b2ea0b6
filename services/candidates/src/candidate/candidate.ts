import { isDeepStrictEqual } from 'node:util';
import type { closingReasons, consentWays } from '@lotsen/api';
import type { ProfileFacts } from '@lotsen/contracts';
import {
  checkEducation,
  checkHours,
  checkMunicipality,
  checkOccupation,
  checkSkill,
  unknownConcept,
} from '@lotsen/demand';
import {
  type Decide,
  Lifecycle,
  type Moment,
  next,
  type Refusal,
  refuse,
  type Staged,
  unchanged,
} from '@lotsen/persistence';
import type { Reference } from '@lotsen/reference';

export type CandidateStatus = 'active' | 'paused' | 'closed' | 'erased';

export interface Consent {
  readonly about: 'evidence-link';
  readonly yes: boolean;
  readonly how: (typeof consentWays)[number];
  readonly day: string;
  /** Subject of the user who noted it. */
  readonly notedBy: string;
}

type ClosingReason = (typeof closingReasons)[number];

/** A person, known to this service under a random id. Name, number and contact are in the vault. */
export interface Candidate extends Staged<CandidateStatus> {
  /** The person consented to linking evidence that others record of them. */
  readonly linksEvidence: boolean;
  readonly facts: ProfileFacts | null;
  /** The organisation that answers for the person here. */
  readonly organisation: string | null;
  /** Organisations and groups with which that organisation shares the person. */
  readonly sharedWith: readonly string[];
  readonly consents: readonly Consent[];
  readonly closedBecause: ClosingReason | null;
  /** Handled by hand only: nothing of the person leaves this service. */
  readonly protectedIdentity: boolean;
  /** Whether an event of the person was ever published. */
  readonly announced: boolean;
  /** How often the vault's entry was changed. Counting it here makes such a change a new version of the person. */
  readonly identityChanges: number;
}

export const lifecycle = new Lifecycle(
  {
    code: 'candidate',
    name: { sv: 'Personen', en: 'the person' },
    statuses: {
      active: { sv: 'aktiv', en: 'active' },
      paused: { sv: 'pausad', en: 'paused' },
      closed: { sv: 'avslutad', en: 'closed' },
      erased: { sv: 'raderad', en: 'erased' },
    },
  },
  {
    register: { none: 'active' },
    change: { active: 'active', paused: 'paused' },
    protect: { active: 'active', paused: 'paused', closed: 'closed' },
    pause: { active: 'paused' },
    resume: { paused: 'active' },
    close: { active: 'closed', paused: 'closed' },
    reactivate: { closed: 'active' },
    erase: { active: 'erased', paused: 'erased', closed: 'erased' },
  } as const,
);

export interface Registration {
  readonly facts: ProfileFacts;
  readonly consent: Consent | null;
  readonly organisation: string | null;
  readonly protectedIdentity: boolean;
}

export function register(registration: Registration, reference: Reference): Decide<Candidate> {
  return (state, now) => {
    const { facts, consent, organisation, protectedIdentity } = registration;
    const wrong = checkFacts(facts, reference, now.day);
    if (wrong) return refuse(wrong);
    return lifecycle.reach<Candidate>('register', state, now, {
      facts,
      organisation,
      protectedIdentity,
      linksEvidence: consent?.yes ?? false,
      consents: consent ? [consent] : [],
      sharedWith: [],
      closedBecause: null,
      announced: !protectedIdentity,
      identityChanges: 0,
    });
  };
}

export function changeFacts(facts: ProfileFacts, reference: Reference): Decide<Candidate> {
  return (state, now) => {
    const refusal = lifecycle.refusal('change', state?.status);
    const wrong = refusal ?? checkFacts(facts, reference, now.day);
    if (wrong) return refuse(wrong);
    return isDeepStrictEqual(facts, state?.facts) ? unchanged : lifecycle.reach('change', state, now, { facts });
  };
}

export function linkEvidence(consent: Consent): Decide<Candidate> {
  return (state, now) => {
    const said = state?.consents.at(-1);
    if (lifecycle.after('change', state?.status) && isDeepStrictEqual(said, consent)) return unchanged;
    return lifecycle.reach<Candidate>('change', state, now, ({ consents }) => ({
      linksEvidence: consent.yes,
      consents: [...consents, consent],
    }));
  };
}

export const changeIdentity: Decide<Candidate> = (state, now) =>
  lifecycle.reach<Candidate>('change', state, now, ({ identityChanges }) => ({ identityChanges: identityChanges + 1 }));

export function share(other: string): Decide<Candidate> {
  return (state, now) => {
    if (lifecycle.after('change', state?.status) && state?.sharedWith.includes(other)) return unchanged;
    return lifecycle.reach<Candidate>('change', state, now, ({ sharedWith }) => ({
      sharedWith: [...sharedWith, other].sort(),
    }));
  };
}

export function unshare(other: string): Decide<Candidate> {
  return (state, now) => {
    if (lifecycle.after('change', state?.status) && !state?.sharedWith.includes(other)) return unchanged;
    return lifecycle.reach<Candidate>('change', state, now, ({ sharedWith }) => ({
      sharedWith: sharedWith.filter((id) => id !== other),
    }));
  };
}

/**
 * Begins or ends the protection. A protected person is handled by hand only. Published data is withdrawn as far as
 * possible: the person is published as closed.
 */
export function protect(protectedIdentity: boolean): Decide<Candidate> {
  return (state, now) => {
    if (lifecycle.after('protect', state?.status) && state?.protectedIdentity === protectedIdentity) return unchanged;
    return lifecycle.reach<Candidate>('protect', state, now, ({ announced, sharedWith }) => ({
      protectedIdentity,
      announced: announced || !protectedIdentity,
      sharedWith: protectedIdentity ? [] : sharedWith,
    }));
  };
}

export const pause: Decide<Candidate> = (state, now) => lifecycle.reach('pause', state, now);
export const resume: Decide<Candidate> = (state, now) => lifecycle.reach('resume', state, now);
export const reactivate: Decide<Candidate> = (state, now) =>
  lifecycle.reach<Candidate>('reactivate', state, now, { closedBecause: null });
export const close =
  (because: ClosingReason): Decide<Candidate> =>
  (state, now) =>
    lifecycle.reach<Candidate>('close', state, now, { closedBecause: because });

/** Keeps only that there was a person, and that the other services have to erase them too (`announced`). */
export const erase: Decide<Candidate> = (state, now) => {
  const refusal = lifecycle.refusal('erase', state?.status);
  return refusal ? refuse(refusal) : next(nothingLeft(now));
};

/** For a person who was never registered, but of whom others recorded data under the number. */
export const eraseUnregistered: Decide<Candidate> = (state, now) =>
  state ? erase(state, now) : next(nothingLeft(now));

function nothingLeft(now: Moment): Candidate {
  return {
    status: 'erased',
    reached: { erased: now.instant },
    facts: null,
    organisation: null,
    sharedWith: [],
    linksEvidence: false,
    consents: [],
    closedBecause: null,
    protectedIdentity: false,
    announced: true,
    identityChanges: 0,
  };
}

/** The refusal of the first fact that names something unknown or makes no sense; undefined if there is none. */
export function checkFacts(facts: ProfileFacts, reference: Reference, today: string): Refusal | undefined {
  const checks: (Refusal | undefined)[] = [
    facts.home === 'unknown' ? undefined : checkMunicipality(reference, 'facts.home', facts.home),
    facts.hours === 'unknown' ? undefined : checkHours('facts.hours', facts.hours),
    ...(facts.moveTo === 'anywhere' ? [] : facts.moveTo).map((code, at) =>
      reference.county(code) ? undefined : unknownConcept(`facts.moveTo.${at}`, { sv: 'Länet', en: 'county' }, code),
    ),
    ...facts.drivingLicences.map((code, at) =>
      reference.drivingLicence(code) === code
        ? undefined
        : unknownConcept(`facts.drivingLicences.${at}`, { sv: 'Körkortet', en: 'driving licence' }, code),
    ),
    ...facts.licences.map(({ licence }, at) =>
      reference.licence(licence)
        ? undefined
        : unknownConcept(
            `facts.licences.${at}.licence`,
            { sv: 'Legitimationen eller beviset', en: 'licence' },
            licence,
          ),
    ),
    ...facts.languages.map(({ language }, at) =>
      reference.language(language)?.id === language
        ? undefined
        : unknownConcept(`facts.languages.${at}.language`, { sv: 'Språket', en: 'language' }, language),
    ),
    ...facts.experience.map(({ occupation }, at) =>
      checkOccupation(reference, `facts.experience.${at}.occupation`, occupation),
    ),
    ...facts.experience.map(({ lastYear }, at) => checkLastYear(`facts.experience.${at}.lastYear`, lastYear, today)),
    ...(facts.education === 'unknown' ? [] : facts.education).map((education, at) =>
      checkEducation(reference, `facts.education.${at}`, education),
    ),
    ...facts.skills.map(({ skill }, at) => checkSkill(reference, `facts.skills.${at}.skill`, skill)),
    ...facts.wantedOccupations.map((id, at) => checkOccupation(reference, `facts.wantedOccupations.${at}`, id)),
    ...facts.excludedOccupations.map((id, at) => checkOccupation(reference, `facts.excludedOccupations.${at}`, id)),
    ...facts.excludedOccupations.map((id, at) =>
      facts.wantedOccupations.includes(id) ? wantedAndExcluded(`facts.excludedOccupations.${at}`) : undefined,
    ),
  ];
  return checks.find((check) => check !== undefined);
}

function checkLastYear(field: string, year: number | 'unknown', today: string): Refusal | undefined {
  const thisYear = Number(today.slice(0, 4));
  if (year === 'unknown' || year <= thisYear) return undefined;
  return {
    code: 'in-the-future',
    status: 422,
    field,
    detail: { sv: 'Det sista arbetade året ligger i framtiden.', en: 'The last year worked lies in the future.' },
    hint: { sv: `Ange ett år till och med ${thisYear}.`, en: `Give a year up to ${thisYear}.` },
  };
}

const wantedAndExcluded = (field: string): Refusal => ({
  code: 'wanted-and-excluded',
  status: 422,
  field,
  detail: { sv: 'Ett yrke är både önskat och bortvalt.', en: 'An occupation is both wanted and excluded.' },
  hint: { sv: 'Ta bort det ur den ena listan.', en: 'Remove it from one of the lists.' },
});
