import type { EvidenceOutcome, ShortageSituation } from './words.js';

/** An SSYK 2012 group of four digits. */
export interface OccupationGroup {
  readonly id: string;
  readonly ssyk: string;
  readonly label: string;
}

/** An occupation name of the JobTech taxonomy. */
export interface Occupation {
  readonly id: string;
  readonly label: string;
  /** Undefined only for a retired name whose group nothing published tells. */
  readonly group: OccupationGroup | undefined;
  readonly retired: boolean;
}

export interface Concept {
  readonly id: string;
  readonly label: string;
}

export interface Municipality {
  /** SCB's code of four digits; the first two are the county's. */
  readonly code: string;
  readonly name: string;
  readonly county: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly concept: string;
}

export interface EducationConcept {
  readonly code: string;
  readonly id: string;
  readonly label: string;
}

/** One row of an assessment round, for one occupation of the barometer in one county or the whole country ('00'). */
export interface ShortageAssessment {
  readonly occupation: string;
  readonly label: string;
  readonly ssyk: readonly string[];
  /** The barometer's occupation is only a part of its SSYK group. */
  readonly partOfGroup: boolean;
  readonly county: string;
  readonly situation: ShortageSituation;
  readonly paradoxCauses: readonly string[];
  readonly opportunities: string | null;
  readonly outlook: string | null;
  /** How near the assessment was made: län, nuts2, nuts1 or nationellt. */
  readonly basis: string | null;
  /** Whether the basis is wholly (helt) or partly (delvis) from that area. */
  readonly basisExtent: string | null;
  readonly round: string;
}

/** A licence, title or certificate that law or branch requires, by class. Hand-kept in data/licences.json. */
export interface LicenceRule {
  readonly id: string;
  readonly label: string;
  readonly class: 'legitimation' | 'teacher' | 'protected-title' | 'branch-certificate' | 'expiring-certificate';
  /** The law's or the agreement's name and section. */
  readonly law: string;
  /** SSYK groups in which it is required. */
  readonly groups: readonly string[];
  /** Occupation names in which it is required. */
  readonly occupations: readonly string[];
  /** Occupation names of those groups that are exempt. */
  readonly exempt: readonly string[];
  /** 'always', or only for employment without end. */
  readonly requiredFor: 'always' | 'permanent-employment';
  /** Said to people: exceptions and what else meets it. */
  readonly exceptions: string;
  /** Outcomes of a validation that give it; empty where only an authority grants it. */
  readonly givenBy: readonly EvidenceOutcome[];
  /** Days until someone who is otherwise ready can hold it: an estimate for ordering. */
  readonly daysToObtain: number;
}

/** How travel times are estimated: named and replaceable data, not measured roads. */
export interface TravelEstimate {
  readonly name: string;
  readonly roadFactor: number;
  readonly speedKmh: number;
  readonly speedWithoutCarKmh: number;
}
