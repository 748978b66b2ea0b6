import type { ComponentName, ConditionKind, EvidenceOutcome, ShortageSituation } from './words.js';

/** The matching model: every weight and table that the engine uses, as versioned data (data/model.json). */
export interface Model {
  readonly version: string;
  /** Seeds the hash that breaks ties. */
  readonly seed: string;
  readonly weights: Readonly<Record<ComponentName, number>>;
  /** Competence weighs this where the target names no skill itself and a derived profile stands in. */
  readonly competenceWeightWhenDerived: number;
  /** Per cent that each outcome backs a skill with. */
  readonly evidence: Readonly<Record<EvidenceOutcome, number>>;
  /** Per cent that a related skill backs with. */
  readonly relatedSkill: number;
  /** How much a skill counts by where it was asked for; a derived one: `derived` ÷ the number of its groups. */
  readonly importance: Readonly<Record<'must' | 'nice' | 'text' | 'live' | 'derived' | 'derivedLeast', number>>;
  readonly derivedSkills: number;
  /** Per cent. `kin` by the number of common leading digits of two SSYK codes. */
  readonly similarity: Readonly<
    Record<'same' | 'group' | 'estimateMost' | 'sharedSkills' | 'sharedWords', number> & { kin: readonly number[] }
  >;
  /** An experience requirement is met from this similarity on. */
  readonly experienceMet: number;
  /** Months of experience at which more no longer counts. */
  readonly experienceMonths: number;
  /** Per cent lost for each year since the last one worked, after the first `fullYears`. */
  readonly recency: Readonly<Record<'fullYears' | 'lossPerYear' | 'least', number>>;
  /** Fixed values of the reach component, of 10,000. */
  readonly reach: Readonly<Record<'move' | 'remote', number>>;
  readonly wish: Readonly<Record<'wanted' | 'unmentioned', number>>;
  /** Days in which an unmet condition can typically be closed; null where it cannot. */
  readonly closable: Readonly<Record<ConditionKind, number | null | 'by its rule'>>;
  /** Per cent that a situation lends to the priority of an occupation. */
  readonly shortageValue: Readonly<Record<ShortageSituation, number>>;
}
