/** A concept in an ad of JobTech; any part may be missing. */
export interface AdConcept {
  readonly concept_id?: string | null;
  readonly label?: string | null;
  readonly legacy_ams_taxonomy_id?: string | null;
}

type AdDemands = Partial<
  Record<'skills' | 'languages' | 'work_experiences' | 'education' | 'education_level', readonly AdConcept[]>
>;

/**
 * An ad in the format of JobTech's JobSearch and JobStream, as far as Lotsen reads it. Contacts, salaries and formatted
 * texts are not read. Instants without a zone are Swedish local time.
 */
export interface JobAd {
  readonly id: string;
  readonly headline?: string | null;
  readonly webpage_url?: string | null;
  readonly application_deadline?: string | null;
  readonly number_of_vacancies?: number | null;
  readonly description?: { readonly text?: string | null } | null;
  readonly duration?: AdConcept | null;
  readonly employment_type?: AdConcept | null;
  readonly scope_of_work?: { readonly min?: number | null; readonly max?: number | null } | null;
  readonly employer?: {
    readonly organization_number?: string | null;
    readonly name?: string | null;
    readonly workplace?: string | null;
  } | null;
  readonly access_to_own_car?: boolean | null;
  readonly driving_license_required?: boolean | null;
  readonly driving_license?: readonly AdConcept[] | null;
  readonly occupation?: AdConcept | null;
  readonly occupation_group?: AdConcept | null;
  readonly workplace_address?: {
    readonly municipality_code?: string | null;
    readonly municipality_concept_id?: string | null;
    readonly country_code?: string | number | null;
  } | null;
  readonly must_have?: AdDemands | null;
  readonly nice_to_have?: AdDemands | null;
  readonly remote_work?: { readonly option?: string | null } | boolean | null;
  readonly removed?: boolean | null;
  readonly removed_date?: string | null;
  /** When this copy was made: milliseconds since the epoch. */
  readonly timestamp?: number | string | null;
}

/** Why something is not an ad that Lotsen can read. */
export interface AdRefusal {
  readonly code: 'not-json' | 'not-an-ad' | 'no-occupation' | 'bad-value' | 'too-long';
  readonly message: { readonly sv: string; readonly en: string };
}

/** Something that is left out of an ad which is imported. */
export interface AdNote {
  readonly code: 'personal-number-left-out' | 'not-an-organisation-number';
  readonly message: { readonly sv: string; readonly en: string };
}

const notJson: AdRefusal = {
  code: 'not-json',
  message: { sv: 'Raden är inte JSON.', en: 'The line is not JSON.' },
};

/** Parses one line. A removed ad may carry nothing but its id. */
export function parseJobAd(line: string): { readonly ad: JobAd } | { readonly refusal: AdRefusal } {
  // Rejects most non-JSON without throwing: a million errors, each with its stack, take minutes and a lot of memory.
  if (!/^\s*["[{tfn\d-]/u.test(line)) return { refusal: notJson };
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { refusal: notJson };
  }
  const ad = value as JobAd | null;
  const isAd =
    typeof ad === 'object' &&
    ad !== null &&
    !Array.isArray(ad) &&
    isText(ad.id) &&
    ad.id.length <= longestId &&
    isYesNo(ad.removed);
  if (!isAd || !(ad.removed === true || isText(ad.headline))) {
    return {
      refusal: {
        code: 'not-an-ad',
        message: {
          sv: 'Raden är ingen platsannons i JobTechs format: id eller headline saknas, eller id:t är för långt.',
          en: 'The line is no job ad in the format of JobTech: it lacks id or headline, or its id is too long.',
        },
      },
    };
  }
  return { ad };
}

/** The id becomes part of the event. JobTech's ids have eight digits. */
const longestId = 100;
const isYesNo = (value: unknown) => value === undefined || value === null || typeof value === 'boolean';
const isText = (value: unknown) => typeof value === 'string' && value.trim() !== '';
