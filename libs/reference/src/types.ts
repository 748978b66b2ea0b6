import type { EvidenceOutcome, ShortageSituation } from './words.js';

/** SSYK group, labels and keywords, pairs published of other occupations, or skills. */
export type KinshipBasis = 'group' | 'label' | 'neighbour' | 'skills';

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
  /** Undefined only for a retired name, if the published data does not determine its group. */
  readonly group: OccupationGroup | undefined;
  readonly retired: boolean;
}

/** How near a job is to what a person has worked as, estimated: the pair is not a published one. */
export interface Kinship {
  /** 1 to 50. */
  readonly percent: number;
  /** The strongest of what it rests on. */
  readonly basis: KinshipBasis;
  /**
   * Ids: for `neighbour` the occupation that connects the two, which is the job itself where only the other direction is
   * published; for `skills` up to three shared skills, the most telling first; else none.
   */
  readonly through: readonly string[];
}

export interface Concept {
  readonly id: string;
  readonly label: string;
}

/** How many of the counted ads of an SSYK group ask for a skill. */
export interface CountedSkill {
  readonly skill: string;
  readonly count: number;
  readonly ads: number;
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
  /** The level of area at which the assessment was made: län, nuts2, nuts1 or nationellt. */
  readonly basis: string | null;
  /** Whether the basis is wholly (helt) or partly (delvis) from that area. */
  readonly basisExtent: string | null;
  readonly round: string;
}

/** A licence, title or certificate that the law or an industry requires. Maintained by hand in data/licences.json. */
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
  /** Occupation names in those groups for which it is not required. */
  readonly exempt: readonly string[];
  /**
   * What the rule covers from version 2 of the model on: further occupation names, and groups that need it as a whole
   * though most of their names, which are then exempt, do not.
   */
  readonly since2?: { readonly groups: readonly string[]; readonly occupations: readonly string[] };
  /** 'always', or only for permanent employment. */
  readonly requiredFor: 'always' | 'permanent-employment';
  /** Text shown to people: exceptions, and what else meets the requirement. */
  readonly exceptions: string;
  /** Outcomes of a validation that give it; empty where only an authority grants it. */
  readonly givenBy: readonly EvidenceOutcome[];
  /**
   * The least SUN 2020 level, and the beginnings of the SUN 2020 fields, of the education that leads to it, in whichever
   * country it was taken. Left out where a person can get there without years of study.
   */
  readonly trainedBy?: { readonly level: string; readonly fields: readonly string[] };
  /** Estimated days until an otherwise qualified person can hold it; used for ordering. */
  readonly daysToObtain: number;
}

/** How travel times are estimated: from named and replaceable parameters, not from measured roads. */
export interface TravelEstimate {
  readonly name: string;
  readonly roadFactor: number;
  readonly speedKmh: number;
  readonly speedWithoutCarKmh: number;
}
