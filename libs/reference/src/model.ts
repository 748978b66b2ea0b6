import type { ComponentName, ConditionKind, EvidenceOutcome, ShortageSituation } from './words.js';

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
   * What a target asks for whose occupation is a group: a licence that most of the group's occupation names need, or half
   * of them and among these the one that is named like the group. Version 1 has no such field: there a vacancy of a group
   * asks only for licences whose rule names the group, and a shortage occupation for what more than half of the names need.
   */
  readonly licenceOfGroup?: 'most-names-or-namesake';
  /** Per cent. The index into `kin` is the number of leading digits that two SSYK codes have in common. */
  readonly similarity: Readonly<
    Record<'same' | 'group' | 'estimateMost' | 'sharedSkills' | 'sharedWords', number> & { kin: readonly number[] }
  >;
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
