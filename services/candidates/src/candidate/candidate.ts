import { isDeepStrictEqual } from 'node:util';
import type { ProfileFacts } from '@lotsen/contracts';
import {
  checkEducation,
  checkHours,
  checkMunicipality,
  checkOccupation,
  checkSkill,
  unknownConcept,
} from '@lotsen/demand';
import { type Decide, next, type Refusal, refuse, statusAfter, type Transitions, unchanged } from '@lotsen/persistence';
import type { Reference } from '@lotsen/reference';

export type CandidateStatus = 'active' | 'paused' | 'erased';

/** A person as the service knows them under their random id. Who they are is in the vault. */
export interface Candidate {
  readonly status: CandidateStatus;
  /** When each status was reached last. */
  readonly reached: Readonly<Record<string, string>>;
  /** The person said yes to linking evidence that others record of them. */
  readonly linksEvidence: boolean;
  readonly facts: ProfileFacts | null;
  /** The organisation that answers for the person here. */
  readonly organisation: string | null;
}

/** Which command leads from which status to which. Everything else is refused. */
export const transitions = {
  register: { none: 'active' },
  change: { active: 'active', paused: 'paused' },
  pause: { active: 'paused' },
  resume: { paused: 'active' },
  erase: { active: 'erased', paused: 'erased' },
} as const satisfies Transitions<CandidateStatus>;

type CommandName = keyof typeof transitions;

function move(state: Candidate | undefined, command: CommandName): CandidateStatus | Refusal {
  const from = state?.status ?? 'none';
  const to = statusAfter<CandidateStatus, typeof transitions>(transitions, command, state?.status);
  if (to) return to;
  if (from === 'none') {
    return { code: 'not-found', status: 404, detail: { sv: 'Personen finns inte.', en: 'There is no such person.' } };
  }
  return {
    code: `candidate-${from}`,
    status: 409,
    detail: { sv: `Det går inte: personen är ${inSwedish[from]}.`, en: `Not possible: the person is ${from}.` },
    hint: hints[from],
  };
}

const inSwedish = { active: 'aktiv', paused: 'pausad', erased: 'raderad' };
const hints: Record<CandidateStatus, { sv: string; en: string }> = {
  active: { sv: 'Ändra den befintliga profilen i stället.', en: 'Change the existing profile instead.' },
  paused: { sv: 'Återuppta personen först.', en: 'Resume the person first.' },
  erased: {
    sv: 'En raderad person kommer inte tillbaka; registrera på nytt.',
    en: 'An erased person does not come back; register anew.',
  },
};

export interface Registration {
  readonly facts: ProfileFacts;
  readonly linksEvidence: boolean;
  readonly organisation: string | null;
}

export function register(registration: Registration, reference: Reference): Decide<Candidate> {
  return (state, now) => {
    const status = move(state, 'register');
    if (typeof status !== 'string') return refuse(status);
    const wrong = checkFacts(registration.facts, reference);
    return wrong ? refuse(wrong) : next({ ...registration, status, reached: { [status]: now } });
  };
}

export function changeFacts(facts: ProfileFacts, reference: Reference): Decide<Candidate> {
  return (state) => {
    const status = move(state, 'change');
    if (typeof status !== 'string') return refuse(status);
    const wrong = checkFacts(facts, reference);
    if (wrong) return refuse(wrong);
    return isDeepStrictEqual(facts, state?.facts) ? unchanged : next({ ...(state as Candidate), facts });
  };
}

export function linkEvidence(yes: boolean): Decide<Candidate> {
  return (state) => {
    const status = move(state, 'change');
    if (typeof status !== 'string') return refuse(status);
    return state?.linksEvidence === yes ? unchanged : next({ ...(state as Candidate), linksEvidence: yes });
  };
}

export const pause: Decide<Candidate> = (state, now) => reach(state, 'pause', now);
export const resume: Decide<Candidate> = (state, now) => reach(state, 'resume', now);

export const erase: Decide<Candidate> = (state, now) => {
  const status = move(state, 'erase');
  if (typeof status !== 'string') return refuse(status);
  return next({ status, reached: { [status]: now }, linksEvidence: false, facts: null, organisation: null });
};

function reach(state: Candidate | undefined, command: CommandName, now: string) {
  const status = move(state, command);
  if (typeof status !== 'string') return refuse(status);
  const before = state as Candidate;
  return next({ ...before, status, reached: { ...before.reached, [status]: now } });
}

/** The first fact that names something unknown or makes no sense; undefined where all do. */
export function checkFacts(facts: ProfileFacts, reference: Reference): Refusal | undefined {
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
    ...(facts.education === 'unknown' ? [] : facts.education).map((education, at) =>
      checkEducation(reference, `facts.education.${at}`, education),
    ),
    ...facts.skills.map(({ skill }, at) => checkSkill(reference, `facts.skills.${at}.skill`, skill)),
    ...facts.wantedOccupations.map((id, at) => checkOccupation(reference, `facts.wantedOccupations.${at}`, id)),
    ...facts.excludedOccupations.map((id, at) => checkOccupation(reference, `facts.excludedOccupations.${at}`, id)),
  ];
  return checks.find((check) => check !== undefined);
}

/** Only the organisation that answers for a person reads who they are, and changes what is known of them. */
export function mayActFor(organisation: string | null, state: Candidate): boolean {
  return organisation !== null && (state.organisation === organisation || state.status === 'erased');
}

export const notYours: Refusal = {
  code: 'not-yours',
  status: 403,
  detail: {
    sv: 'En annan organisation ansvarar för personen.',
    en: 'Another organisation answers for the person.',
  },
};

/** A command of somebody: refused where their organisation does not answer for the person. */
export function by(organisation: string | null, decide: Decide<Candidate>): Decide<Candidate> {
  return (state, now) => {
    if (organisation === null || (state && !mayActFor(organisation, state))) return refuse(notYours);
    return decide(state, now);
  };
}
