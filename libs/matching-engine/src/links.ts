import type { Model } from '@lotsen/reference';
import type { Assessment } from './assess.js';
import type { Similarity } from './similarity.js';

/** One thing that links a person to a target. */
export type Link =
  | ({ readonly by: 'experience'; readonly of: string; readonly months: number } & Pick<
      Similarity,
      'percent' | 'basis'
    >)
  | { readonly by: 'wish' | 'skill' | 'licence' | 'education'; readonly of: string };

/** Version 1 of the model has no sections: there everything counts as linked. */
export function isLinked(assessment: Assessment, model: Model, newTo: ReadonlySet<string>): boolean {
  return model.linkedFrom === undefined || linksOf(assessment, model, newTo).length > 0;
}

/**
 * What links a person to a target: an experience that is similar enough, a wish, a skill, or a licence that the law asks
 * for and that the person holds or is trained for, but has not practised under. (If the person has practised, the
 * experience is the link.) A skill that was derived from the occupation links only if the person has exactly that skill
 * and few groups have it: otherwise it says too little.
 */
export function linksOf({ components, conditions }: Assessment, model: Model, newTo: ReadonlySet<string>): Link[] {
  const { linkedFrom = 1, linkedByDerived = 1 } = model;
  const licences = conditions.flatMap(({ kind, of, by, state }): Link[] => {
    if (kind !== 'licence' || by !== 'law' || of === null || !newTo.has(of)) return [];
    return [{ by: state === 'met' ? 'licence' : 'education', of }];
  });
  const earned = components.flatMap(({ component, reasons }) =>
    reasons.flatMap(({ of, points, detail }): Link[] => {
      if (of === null) return [];
      const percent = Number(detail.percent);
      if (component === 'experience' && percent >= linkedFrom) {
        const basis = detail.basis as Similarity['basis'];
        return [{ by: 'experience', of, months: Number(detail.months), percent, basis }];
      }
      if (component === 'wish' && detail.wish === 'wanted') return [{ by: 'wish', of }];
      if (component !== 'competence' || points === 0) return [];
      const says = detail.askedBy !== 'derived' || (!detail.through && Number(detail.importance) >= linkedByDerived);
      return says ? [{ by: 'skill', of }] : [];
    }),
  );
  return [...earned, ...licences];
}
