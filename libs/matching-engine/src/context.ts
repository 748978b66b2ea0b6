import type { Model, Reference } from '@lotsen/reference';
import { DerivedTerms } from './derived-terms.js';
import type { Day } from './facts.js';
import { OccupationSimilarity } from './similarity.js';

/** What every answer depends on besides the facts. Same context and facts in, same bytes out. */
export interface Context {
  readonly reference: Reference;
  readonly model: Model;
  /** The day for which the answer holds. */
  readonly asOf: Day;
  readonly similarity: OccupationSimilarity;
  readonly derived: DerivedTerms;
}

export function contextOf(reference: Reference, model: Model, asOf: Day): Context {
  return {
    reference,
    model,
    asOf,
    similarity: new OccupationSimilarity(reference, model),
    derived: new DerivedTerms(reference, model),
  };
}
