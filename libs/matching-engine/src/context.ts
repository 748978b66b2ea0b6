import type { Model, Reference } from '@lotsen/reference';
import type { Day } from './facts.js';
import { OccupationSimilarity } from './similarity.js';
import type { SkillTerm } from './target.js';

/** What every answer depends on besides the facts. Same context and facts in, same bytes out. */
export interface Context {
  readonly reference: Reference;
  readonly model: Model;
  /** The day for which the answer holds. */
  readonly asOf: Day;
  readonly similarity: OccupationSimilarity;
  /** The skills that follow from groups of occupations, by the groups' codes: worked out once. */
  readonly derived: Map<string, readonly SkillTerm[]>;
}

export function contextOf(reference: Reference, model: Model, asOf: Day): Context {
  return { reference, model, asOf, similarity: new OccupationSimilarity(reference, model), derived: new Map() };
}
