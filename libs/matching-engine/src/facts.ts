import type { CefrLevel as Cefr, EvidenceOutcome, Shift } from '@lotsen/reference';

export type { CefrLevel as Cefr, Shift } from '@lotsen/reference';

/** A calendar day, YYYY-MM-DD, in Stockholm. Compared as text. */
export type Day = string;

/** A fact that a person need not state. */
export type Stated<T> = T | 'unknown';

/** Working hours in per cent of full time. */
export interface Hours {
  readonly least: number;
  readonly most: number;
}

export interface Experience {
  /** An occupation name, or an SSYK group's id or code. */
  readonly occupation: string;
  readonly months: number;
  readonly lastYear: Stated<number>;
  readonly record: string;
}

/** One record that backs one skill. */
export interface Evidence {
  readonly skill: string;
  readonly outcome: EvidenceOutcome;
  readonly validUntil: Day | null;
  readonly record: string;
  /** The kind of record; left out for the person's own profile. */
  readonly from?: 'validation' | 'placement';
}

export interface HeldLicence {
  readonly licence: string;
  readonly validUntil: Day | null;
  readonly record: string;
}

export interface Education {
  /** SUN 2020 level, one to three digits. */
  readonly level: string;
  /** SUN 2020 field, one to four characters. */
  readonly field: string;
  readonly record: string;
}

export interface LanguageLevel {
  readonly language: string;
  readonly level: Cefr;
}

/** All that the engine knows of a person. It reads nothing else. */
export interface CandidateFacts {
  readonly id: string;
  /** SCB code of the home municipality. */
  readonly home: Stated<string>;
  readonly maxCommuteMinutes: Stated<number>;
  readonly drivesToWork: Stated<boolean>;
  /** County codes, or anywhere in the country; empty if the person would not move. */
  readonly moveTo: 'anywhere' | readonly string[];
  readonly acceptsRemote: boolean;
  readonly availableFrom: Stated<Day>;
  readonly hours: Stated<Hours>;
  readonly shifts: Stated<readonly Shift[]>;
  readonly drivingLicences: readonly string[];
  readonly licences: readonly HeldLicence[];
  readonly languages: readonly LanguageLevel[];
  readonly experience: readonly Experience[];
  readonly education: Stated<readonly Education[]>;
  readonly evidence: readonly Evidence[];
  readonly wantedOccupations: readonly string[];
  readonly excludedOccupations: readonly string[];
  readonly excludedEmployers: readonly string[];
}

export type Requirement = { readonly must: boolean } & (
  | { readonly kind: 'skill'; readonly skill: string }
  | { readonly kind: 'experience'; readonly occupation: string }
  | { readonly kind: 'language'; readonly language: string; readonly level: Cefr | null }
  | { readonly kind: 'education'; readonly level: string | null; readonly field: string | null }
  | { readonly kind: 'driving-licence'; readonly code: string }
  | { readonly kind: 'car' }
);

/** What the text of an ad asks for beside its fields, as patterns read it. */
export interface AskedInText {
  readonly kind:
    | 'language'
    | 'driving-licence'
    | 'licence'
    | 'years'
    | 'shifts'
    | 'hours'
    | 'place-of-work'
    | 'duration';
  readonly of: string;
  readonly level: Cefr | null;
  readonly need: 'must' | 'merit' | 'not';
  readonly quote: string;
}

/** What a person can be matched to. `null` means that the target does not ask for it, or has none. */
export interface TargetFacts {
  readonly kind: 'vacancy' | 'placement' | 'occupation';
  readonly id: string;
  /** An occupation name, an SSYK group, or (kind occupation) several groups. */
  readonly occupations: readonly string[];
  /** The SSYK codes of these occupations. */
  readonly ssyk: readonly string[];
  /** SCB codes of municipalities: several for an occupation in a county, none where the ad does not say. */
  readonly places: readonly string[];
  readonly abroad: boolean;
  readonly remote: boolean;
  readonly requirements: readonly Requirement[];
  /** Skills that were found in the ad's text. They count a little for the score, and are never a condition. */
  readonly skillsInText: readonly string[];
  /** What the ad's text asks for beside its fields; left out where there is no text, and in facts stored before. */
  readonly askedInText?: readonly AskedInText[];
  /** Skills that a region's live vacancies ask for (kind occupation), as of the last tick. */
  readonly liveSkills: readonly string[];
  readonly hours: Hours | null;
  readonly shifts: readonly Shift[] | null;
  readonly start: Day | null;
  /** Positions or seats left. */
  readonly room: number;
  readonly employer: string | null;
  readonly permanent: boolean;
}
