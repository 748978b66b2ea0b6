/**
 * The compact format in which Lotsen ships public facts (docs/decisions/0005-reference-data.md). Rows are tuples and
 * refer to each other by position, so that the whole taxonomy is one small file that parses in some milliseconds.
 */
export interface CompactTaxonomy {
  readonly format: 'lotsen-taxonomy-1';
  readonly version: string;
  readonly origin: readonly string[];
  /** [SSYK 2012 code of four digits, concept id, label] */
  readonly groups: readonly (readonly [string, string, string])[];
  /** [concept id, label, position of the group] */
  readonly occupations: readonly (readonly [string, string, number])[];
  /** Positions of the names for people not yet qualified: students, apprentices, 'utan yrkesbevis'. */
  readonly traineeNames: readonly number[];
  /** Occupation names that were retired: [concept id, label, position of an estimated group or -1] */
  readonly retired: readonly (readonly [string, string, number])[];
  /** [concept id, label] */
  readonly skills: readonly (readonly [string, string])[];
  /** For each group the positions of its skills. */
  readonly skillsOfGroups: readonly (readonly number[])[];
  /**
   * Three numbers for each pair: the positions of occupations a and b, and the per cent (75 or 25) to which people of a
   * can do b.
   */
  readonly substitutes: readonly number[];
  /** Two positions for each pair of skills that are mapped to the same ESCO skill. */
  readonly relatedSkills: readonly number[];
  /** [concept id, label, ISO 639 code or ''] */
  readonly languages: readonly (readonly [string, string, string])[];
  /** [SUN 2020 code, concept id, label], levels of one to three digits */
  readonly educationLevels: readonly (readonly [string, string, string])[];
  /** [SUN 2020 code, concept id, label], fields of one to four characters */
  readonly educationFields: readonly (readonly [string, string, string])[];
  /** [concept id, code] */
  readonly drivingLicences: readonly (readonly [string, string])[];
  /** Search words: [word, what the positions are of, positions] */
  readonly keywords: readonly (readonly [string, KeywordKind, readonly number[]])[];
}

export type KeywordKind = 'skill' | 'occupation' | 'education-field';

export interface CompactGeography {
  readonly format: 'lotsen-geography-1';
  readonly version: string;
  readonly origin: readonly string[];
  /** [SCB code of two digits, name] */
  readonly counties: readonly (readonly [string, string])[];
  /** [SCB code of four digits, name, latitude, longitude, JobTech concept id] */
  readonly municipalities: readonly (readonly [string, string, number, number, string])[];
}

/**
 * [barometer occupation id, county code ('00': the whole country), situation, causes of a paradox, opportunities,
 * outlook, level of the basis, whether the basis is wholly or partly from that level]
 */
export type CompactAssessment = readonly [
  string,
  string,
  string | null,
  readonly string[],
  string | null,
  string | null,
  string | null,
  string | null,
];

export interface CompactShortage {
  readonly format: 'lotsen-shortage-1';
  readonly version: string;
  readonly origin: readonly string[];
  /** [barometer occupation id, label, SSYK codes, true if it is only a part of its SSYK group] */
  readonly occupations: readonly (readonly [string, string, readonly string[], boolean])[];
  readonly assessments: readonly CompactAssessment[];
}

/**
 * Kinship between occupation names that the publisher of the taxonomy has not paired, by people's occupation: see
 * docs/decisions/0030-kinship-of-occupations.md.
 */
export interface CompactKinship {
  readonly format: 'lotsen-kinship-1';
  /** The version of the taxonomy from which it was computed. */
  readonly version: string;
  readonly origin: readonly string[];
  /** The ids of the occupation names and skills that the rows refer to by position. */
  readonly occupations: readonly string[];
  readonly skills: readonly string[];
  /**
   * For each occupation name its kin, the nearest first, as flat numbers: the position of the job; a hundred times the
   * basis (0 group, 1 label, 2 neighbour, 3 to 5 skills) plus the per cent (1 to 50); for a neighbour the position of the
   * occupation through which the two are connected, for skills the positions of one to three shared skills.
   */
  readonly kin: readonly (readonly number[])[];
}

export interface CompactEsco {
  readonly format: 'lotsen-esco-1';
  readonly version: string;
  readonly origin: readonly string[];
  /**
   * [the last part of the URI, English preferred label, ISCO-08 code of four digits, positions of the essential skills that
   * few occupations have]
   */
  readonly occupations: readonly (readonly [string, string, string, readonly number[]])[];
  /** Labels in Swedish. */
  readonly skills: readonly string[];
  /** [ISCO-08 code, Swedish label, SSYK 2012 codes of the groups that Statistics Sweden's key links to it] */
  readonly iscoGroups: readonly (readonly [string, string, readonly string[]])[];
  /**
   * The crosswalk: [JobTech concept id, its label there, matched ESCO occupations, matched ISCO codes]. The third holds two
   * numbers for each match: the position of the occupation, and that of the kind in `escoMatches`.
   */
  readonly titles: readonly (readonly [string, string, readonly number[], readonly string[]])[];
}

/** Names and everyday words for skills, by which texts are searched, beside the labels of the taxonomy. */
export interface CompactSkillWords {
  readonly format: 'lotsen-skill-words-1';
  readonly version: string;
  readonly origin: readonly string[];
  /** [skill, its label, words]. A word with a capital is a name: it must be written like this. */
  readonly words: readonly (readonly [string, string, readonly string[]])[];
}

/**
 * Spellings of skills that ads use without meaning the skill, counted from ads: see
 * docs/decisions/0008-what-is-kept-of-an-ad.md.
 */
export interface CompactStopWords {
  readonly format: 'lotsen-stop-words-1';
  readonly version: string;
  readonly origin: readonly string[];
  /** The rule by which a spelling is listed. */
  readonly rule: string;
  /** [spelling, ads that have it, SSYK groups of these ads, ads whose field of occupations the skill is linked to] */
  readonly stopped: readonly (readonly [string, number, number, number])[];
}

/** The skills that ads of an SSYK group ask for: see docs/decisions/0032-profiles-counted-from-ads.md. */
export interface CompactProfiles {
  readonly format: 'lotsen-profiles-1';
  readonly version: string;
  readonly origin: readonly string[];
  /** [SSYK code, ads of the group, [skill, how many of these ads name it], the most frequent first] */
  readonly groups: readonly (readonly [string, number, readonly (readonly [string, number])[]])[];
}
