import type { Requirement } from '@lotsen/demand';
import { hideIdentityNumbers, holdsIdentityNumber, identityNumberOf, organisationNumberOf } from '@lotsen/platform';
import type { Reference } from '@lotsen/reference';
import type { VacancyContent } from '../vacancy/vacancy.js';
import { educationFieldOf, educationLevelOf } from './education-in-ads.js';
import { dayOf } from './instants.js';
import type { AdConcept, AdNote, AdRefusal, JobAd } from './job-ad.js';
import type { AdTexts } from './text/ad-texts.js';

/** As JobTech, ISO 3166-1 and people write it. */
const sweden = /^(?:199|SE|SWE|Sverige|Sweden)$/iu;
/** Concept id of "tillsvidare": employment without end. An ad that states no duration counts as that. */
const permanentDuration = 'a7uU_j21_mkL';
/** Concept id of "behovsanställning". */
const asNeeded = '1paU_aCR_nGn';
/** The most requirements that the vacancy's event holds. An ad with a longer list is rejected. */
const mostRequirements = 200;
/** As the vacancy's event holds. */
const mostInText = 100;
const longest = { name: 300, organisation: 40, link: 500, label: 300 };

/** Maps an ad to a vacancy's content, or returns why it cannot be one. */
export function mapJobAd(ad: JobAd, reference: Reference, { skills, asked }: AdTexts): VacancyContent | AdRefusal {
  const occupation = occupationOf(ad, reference);
  if (!occupation) {
    return {
      code: 'no-occupation',
      message: {
        sv: 'Annonsens yrke och yrkesgrupp är okända: den kan inte matchas.',
        en: 'The occupation and the occupation group of the ad are unknown: it cannot be matched.',
      },
    };
  }
  const deadline = ad.application_deadline ?? null;
  const lastDay = deadline === null ? null : dayOf(deadline);
  if (lastDay !== null && !isDay(lastDay)) return badValue('application_deadline');
  const tooLong = listsOf(ad).find(([, list]) => (list?.length ?? 0) > mostRequirements)?.[0];
  if (tooLong) return badValue(tooLong);
  const positions = ad.number_of_vacancies ?? 1;
  if (!Number.isInteger(positions) || positions < 0 || positions > 10_000) return badValue('number_of_vacancies');
  const address = ad.workplace_address;
  const country = String(address?.country_code ?? '').trim();
  const abroad = country !== '' && !sweden.test(country);
  const municipality = [address?.municipality_code, address?.municipality_concept_id]
    .map((named) => reference.municipality(named?.trim() ?? ''))
    .find((found) => found !== undefined);
  const requirements = uniqueRequirements([
    ...requirementsOf(ad, true, reference),
    ...requirementsOf(ad, false, reference),
    ...drivingRequirements(ad, reference),
  ]);
  if (requirements.length > mostRequirements) return badValue('must_have');
  const number = ad.employer?.organization_number ?? null;
  if (number !== null && !(typeof number === 'string' && number.length <= longest.organisation)) {
    return badValue('organization_number');
  }
  const named = new Set(requirements.flatMap((r) => (r.kind === 'skill' ? [r.skill] : [])));
  const text = textOf(ad);
  return {
    title: shortened(ad.headline ?? ''),
    employer: {
      organisation: organisationNumberOf(number) ?? null,
      name: shortened(ad.employer?.name ?? ad.employer?.workplace ?? '') || '–',
    },
    ...occupation,
    place: abroad ? null : (municipality?.code ?? null),
    abroad,
    remote: isRemote(ad),
    positions,
    permanent: isPermanent(ad),
    hours: hoursOf(ad),
    shifts: null,
    start: null,
    lastApplicationDay: lastDay,
    requirements,
    skillsInText: skills.find(text).filter((skill) => !named.has(skill)),
    askedInText: asked.find(text).slice(0, mostInText),
    workplace: null,
    marks: [],
    supportMayBeTried: false,
    notices: [],
    link: linkOf(ad),
    demo: false,
  };
}

/** What is read of an ad: its headline, a line break, and its text. */
export const textOf = (ad: JobAd) => hideIdentityNumbers(`${ad.headline ?? ''}\n${ad.description?.text ?? ''}`);

/** What of an ad is left out, though the ad is imported. */
export function notesOf({ employer, headline }: JobAd): AdNote[] {
  const number = employer?.organization_number;
  const isPersonal = [headline, employer?.name, employer?.workplace].some((text) => text && holdsIdentityNumber(text));
  return [
    ...(number && !organisationNumberOf(number) ? [identityNumberOf(number) ? soleTrader : notAnOrganisation] : []),
    ...(isPersonal ? [personalNumber] : []),
  ];
}

const soleTrader: AdNote = {
  code: 'personal-number-left-out',
  message: {
    sv: 'Arbetsgivarens organisationsnummer är ett personnummer (enskild firma), och sparas inte.',
    en: "The employer's organisation number is a personal identity number (a sole trader), and is not stored.",
  },
};
const notAnOrganisation: AdNote = {
  code: 'not-an-organisation-number',
  message: {
    sv: 'Arbetsgivarens organisationsnummer har fel kontrollsiffra, och sparas inte.',
    en: "The employer's organisation number has a wrong check digit, and is not stored.",
  },
};
const personalNumber: AdNote = {
  code: 'personal-number-left-out',
  message: {
    sv: 'Rubriken eller arbetsgivarens namn innehåller ett personnummer: siffrorna är dolda.',
    en: "The headline or the employer's name holds a personal identity number: its digits are hidden.",
  },
};

/** Who is called in as needed has no permanent job, though the ad states no duration. */
const isPermanent = ({ duration, employment_type: type }: JobAd) =>
  duration?.concept_id ? duration.concept_id === permanentDuration : type?.concept_id !== asNeeded;

/**
 * JobTech's format has no field for remote work (its filter looks for phrases in the text), and none of 378 of its ads has
 * one. Others add it, with words of their own. A remote job is offered to people anywhere, so only what says that all of
 * the work is remote makes it one: "delvis", "hybrid" and words that are not known do not.
 */
const fullyRemote = /^(?:yes|ja|(?:helt|enbart|endast|100 ?%)(?: på)? distans(?:arbete)?|(?:fully |100 ?% )?remote)$/iu;
const isRemote = ({ remote_work: remote }: JobAd) =>
  remote === true ||
  (typeof remote === 'object' && typeof remote?.option === 'string' && fullyRemote.test(remote.option.trim()));

/** At most 300 UTF-16 units, with no character cut in half. */
function shortened(text: string): string {
  const cut = hideIdentityNumbers(text)
    .trim()
    .slice(0, longest.name)
    .replace(/[\uD800-\uDBFF]$/u, '');
  // A slice keeps the whole source string in memory, which for a batch of long lines is all of them. So it is copied.
  return cut.length < text.length ? Buffer.from(cut).toString() : cut;
}

function linkOf({ webpage_url: url }: JobAd): string | null {
  return url && url.length <= longest.link && /^https?:\/\//u.test(url) ? url : null;
}

const demandLists = ['skills', 'languages', 'work_experiences', 'education', 'education_level'] as const;

/** The lists of an ad with their names. */
function listsOf({ must_have: musts, nice_to_have: wishes, driving_license: licences }: JobAd) {
  const asked = [musts, wishes].flatMap((demands) => demandLists.map((name) => [name, demands?.[name]] as const));
  return [...asked, ['driving_license', licences] as const];
}

/** A calendar day that exists. */
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function badValue(field: string): AdRefusal {
  return {
    code: 'bad-value',
    message: { sv: `Fältet ${field} går inte att läsa.`, en: `The field ${field} cannot be read.` },
  };
}

/**
 * An occupation name in use stands for itself, and for a retired one with its label in the group. For any other retired
 * or unknown name, its group stands: the group that the ad names, else the group of the retired name.
 */
function occupationOf(ad: JobAd, reference: Reference): Pick<VacancyContent, 'occupation' | 'ssyk'> | undefined {
  const group = groupOf(ad, reference);
  const name = nameInUse(ad.occupation, group?.ssyk, reference);
  if (name) return { occupation: name.id, ssyk: name.group?.ssyk ?? null };
  const ssyk = group?.ssyk ?? reference.ssykOf(ad.occupation?.concept_id ?? '');
  if (!ssyk) return undefined;
  // Matching works by the group then, so the group's own id is the occupation.
  return { occupation: reference.group(ssyk)?.id as string, ssyk };
}

const groupOf = ({ occupation_group: group }: JobAd, reference: Reference) =>
  reference.group(group?.concept_id ?? '') ?? reference.group(group?.legacy_ams_taxonomy_id ?? '');

/** The occupation name in use with a concept's id, or with its label (in the ad, or in the reference) in the group. */
function nameInUse(concept: AdConcept | null | undefined, ssyk: string | undefined, reference: Reference) {
  const id = concept?.concept_id ?? '';
  const named = reference.find('occupation', concept?.label ?? '').filter((one) => reference.ssykOf(one) === ssyk);
  return [id, ...named, reference.inUse(id, ssyk)]
    .map((one) => reference.occupation(one))
    .find((name) => name?.retired === false);
}

/**
 * The occupation in which an ad asks for experience. It is never left out: the group of the ad stands for a name that is
 * neither in use nor has a namesake in a group of its own.
 */
function experienceAsked(worked: AdConcept, ad: JobAd, reference: Reference): string | undefined {
  const group = groupOf(ad, reference);
  const ownGroup =
    worked.concept_id === ad.occupation?.concept_id ? undefined : reference.ssykOf(worked.concept_id ?? '');
  const ssyk = ownGroup ?? group?.ssyk;
  return nameInUse(worked, ssyk, reference)?.id ?? (ssyk ? reference.group(ssyk)?.id : undefined);
}

/** {0, 100} and an absent value both mean that the hours were not stated. */
function hoursOf(ad: JobAd): VacancyContent['hours'] {
  const { min, max } = ad.scope_of_work ?? {};
  if (typeof min !== 'number' || typeof max !== 'number' || (min === 0 && max === 100)) return null;
  if (min < 0 || max > 100 || min > max) return null;
  return { least: Math.round(min), most: Math.round(max) };
}

/**
 * The requirements that the ad names as concepts. A skill, a language or an education that the reference data no longer
 * has cannot be checked, and is left out.
 */
function requirementsOf(ad: JobAd, must: boolean, reference: Reference): Requirement[] {
  const asked = (must ? ad.must_have : ad.nice_to_have) ?? {};
  const id = (concept: AdConcept) => concept.concept_id ?? '';
  const label = (concept: AdConcept) => (concept.label ?? '').slice(0, longest.label);
  return [
    ...(asked.skills ?? [])
      .filter((skill) => reference.skill(id(skill)))
      .map((skill): Requirement => ({ kind: 'skill', must, skill: id(skill) })),
    ...(asked.work_experiences ?? []).flatMap((worked): Requirement[] => {
      const occupation = experienceAsked(worked, ad, reference);
      return occupation ? [{ kind: 'experience', must, occupation }] : [];
    }),
    ...(asked.languages ?? [])
      .filter((language) => reference.language(id(language)))
      .map((language): Requirement => ({ kind: 'language', must, language: id(language), level: null })),
    ...(asked.education_level ?? []).flatMap((education): Requirement[] => {
      const level = reference.education('level', id(education))?.code ?? educationLevelOf(label(education));
      return level ? [{ kind: 'education', must, level, field: null }] : [];
    }),
    ...(asked.education ?? []).flatMap((education): Requirement[] => {
      const field = reference.education('field', id(education))?.code ?? educationFieldOf(label(education), reference);
      return field ? [{ kind: 'education', must, level: null, field }] : [];
    }),
  ];
}

function drivingRequirements(ad: JobAd, reference: Reference): Requirement[] {
  const codes = (ad.driving_license_required ? (ad.driving_license ?? []) : []).flatMap((licence) => {
    const code = reference.drivingLicence(licence.concept_id ?? '') ?? reference.drivingLicence(licence.label ?? '');
    return code ? [code] : [];
  });
  return [
    ...codes.map((code): Requirement => ({ kind: 'driving-licence', must: true, code })),
    ...(ad.access_to_own_car ? [{ kind: 'car', must: true } as const] : []),
  ];
}

/** Keeps the first of equal requirements. Musts come first, so a must wins over a wish. */
function uniqueRequirements(requirements: readonly Requirement[]): Requirement[] {
  const known = new Map<string, Requirement>();
  for (const requirement of requirements) {
    const key = JSON.stringify({ ...requirement, must: null });
    if (!known.has(key)) known.set(key, requirement);
  }
  return [...known.values()];
}
