import type { CefrLevel, ComponentName, ConditionKind, EvidenceOutcome, ShortageSituation } from './words.js';

/** Which driving licence the law requires of those who drive for a living. */
export interface DrivingRule {
  /** SSYK groups, and occupation names of other groups. */
  readonly groups: readonly string[];
  readonly occupations: readonly string[];
  /** Each of them is enough; the first is the least. */
  readonly codes: readonly string[];
}

/** Which education the law requires for a title that no licence of its own shows: of specialist nurses. */
export interface EducationRule {
  /** SSYK groups. */
  readonly groups: readonly string[];
  /** Beginnings of SUN 2020 fields: each of them is enough. */
  readonly fields: readonly string[];
}

/** The matching model: every weight, table and switch that the engine uses, as versioned data (data/model-VERSION.json). */
export interface Model {
  readonly version: string;
  /** Seeds the hash that breaks ties. */
  readonly seed: string;
  readonly weights: Readonly<Record<ComponentName, number>>;
  /** The weight of competence where the target names no skill, and skills derived from its occupation are used. */
  readonly competenceWeightWhenDerived: number;
  /** How strongly each outcome backs a skill, in per cent. */
  readonly evidence: Readonly<Record<EvidenceOutcome, number>>;
  /** How much of its strength the evidence of a related skill keeps, in per cent. */
  readonly relatedSkill: number;
  /**
   * How much a skill counts, by where it was asked for. A derived skill counts `derived` ÷ the number of its groups,
   * but at least `derivedLeast`.
   */
  readonly importance: Readonly<Record<'must' | 'nice' | 'text' | 'live' | 'derived' | 'derivedLeast', number>>;
  readonly derivedSkills: number;
  /**
   * 'counted-where-there-are-ads': the skills that stand in for a target that names none are those that ads of its group
   * ask for (Reference.profileOf), if enough ads were counted. Version 1 has no such field: there the taxonomy gives them.
   */
  readonly derivedBy?: 'counted-where-there-are-ads';
  /**
   * What a target asks for whose occupation is a group: a licence that most of the group's occupation names need, or half
   * of them and among these the one that is named like the group. Version 1 has no such field: there a vacancy of a group
   * asks only for licences whose rule names the group, and a shortage occupation for what more than half of the names need.
   */
  readonly licenceOfGroup?: 'most-names-or-namesake';
  /**
   * 'by-label': an occupation name that was retired counts as the name in use with the same label, if there is just one
   * (Reference.inUse). Version 1 has no such field: there a retired name stands for itself.
   */
  readonly retiredNames?: 'by-label';
  /**
   * The level that fully meets a language asked for without a level; a lower one has to be clarified. Version 1 has no
   * such field: there any level meets it, and only C2 earns all points.
   */
  readonly languageWithoutLevel?: CefrLevel;
  /**
   * 'told': a temporary job tells which licence the law requires for a permanent one, and a shortage occupation which one
   * some of its names need, as a condition that rules nobody out. Version 1 has no such field: there nothing is told.
   */
  readonly licencesTold?: 'told';
  /** Version 1 has no such field: there only an employer asks for a driving licence. */
  readonly drivingByLaw?: readonly DrivingRule[];
  /** Patientsäkerhetsförordningen (2010:1369) 4 kap. 4 §. Version 1 has no such field. */
  readonly educationByLaw?: readonly EducationRule[];
  /**
   * 'trained': only somebody with the education that leads to a licence can close it (LicenceRule.trainedBy), or
   * somebody who has practised under it. Version 1 has no such field: there everybody can.
   */
  readonly licenceClosableBy?: 'trained';
  /**
   * Lists put first what something links to the person: a skill, a stated wish, an experience of at least this
   * similarity in per cent. Version 1 has no such field: there lists have no sections.
   */
  readonly linkedFrom?: number;
  /** The least importance of a skill derived from an occupation that links: the more groups have it, the less. */
  readonly linkedByDerived?: number;
  /**
   * Days after which a step is worth half as much: with as few conditions unmet, near matches are ordered by the score
   * that is left. Version 1 has no such field: there the shorter time comes first.
   */
  readonly worthHalvesInDays?: number;
  /**
   * 'to-clarify': what an ad's text asks for beside its fields has to be clarified where it is not known to be met. Version
   * 1 has no such field: there the text counts for nothing but its skills.
   */
  readonly askedInText?: 'to-clarify';
  /**
   * Of equal scores, the one comes first where more of what is asked for is met: a job that uses what the person has, before
   * one that asks for nothing. Version 1 has no such field: there the hash of the ids decides at once.
   */
  readonly tiesByMet?: true;
  /**
   * 'county': a shortage occupation is within reach of whoever reaches any place of its county. Version 1 has no such
   * field: there the places with open positions count, if there are any.
   */
  readonly placesOfOccupation?: 'county';
  /**
   * 'by-label': a shortage occupation is about the occupation names in its label, if it names any of its SSYK groups.
   * Version 1 has no such field: there it is about the whole groups.
   */
  readonly namesOfOccupation?: 'by-label';
  /** 'added': periods of work in one occupation count together. Version 1 has no such field: there the one that gives most counts. */
  readonly periodsOfWork?: 'added';
  /** The driving licences that come with others. Version 1 has no such field: there each counts for itself. */
  readonly drivingLicenceIncludes?: Readonly<Record<string, readonly string[]>>;
  /** Per cent. The index into `kin` is the number of leading digits that two SSYK codes have in common. */
  readonly similarity: Readonly<
    Record<'same' | 'group' | 'estimateMost' | 'sharedSkills' | 'sharedWords', number> & { kin: readonly number[] }
  >;
  /**
   * 'table': where nothing is published, the similarity of two occupations is their kinship (Reference.kinOf). Version 1
   * has no such field: there it is estimated from `kin`, shared skills and shared words of their groups.
   */
  readonly estimateBy?: 'table';
  /** The least similarity, in per cent, that meets an experience requirement. */
  readonly experienceMet: number;
  /** Months of experience above which more does not count. */
  readonly experienceMonths: number;
  /**
   * Experience loses `lossPerYear` per cent for each year since the last year worked, after the first `fullYears`, down
   * to `least` per cent.
   */
  readonly recency: Readonly<Record<'fullYears' | 'lossPerYear' | 'least', number>>;
  /** Fixed values of the reach component, of 10,000. */
  readonly reach: Readonly<Record<'move' | 'remote', number>>;
  readonly wish: Readonly<Record<'wanted' | 'unmentioned', number>>;
  /**
   * Days in which an unmet condition can typically be closed; null where it cannot. 'by its rule':
   * LicenceRule.daysToObtain.
   */
  readonly closable: Readonly<Record<ConditionKind, number | null | 'by its rule'>>;
  /** The factor of each situation in the priority of an occupation (score × shortage), in per cent. */
  readonly shortageValue: Readonly<Record<ShortageSituation, number>>;
}
