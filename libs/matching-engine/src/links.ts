import type { Assessment } from './assess.js';
import type { PreparedCandidate } from './candidate.js';
import type { Context } from './context.js';
import type { Similarity } from './similarity.js';
import type { PreparedTarget } from './target.js';

/** One thing that links a person to a target. */
export type Link =
  | ({ readonly by: 'experience'; readonly of: string; readonly months: number } & Pick<
      Similarity,
      'percent' | 'basis'
    >)
  | { readonly by: 'wish' | 'skill' | 'licence' | 'education'; readonly of: string };

/** Version 1 of the model has no sections: there everything counts as linked. */
export function isLinked(
  assessment: Assessment,
  candidate: PreparedCandidate,
  target: PreparedTarget,
  context: Context,
): boolean {
  return context.model.linkedFrom === undefined || linksOf(assessment, candidate, target, context).length > 0;
}

/**
 * What links a person to a target: the most similar experience, if it is similar enough, a wish, a skill, or a licence that
 * the law asks for, which the person holds or has studied for. A skill that was derived from the occupation links only if
 * the person has it itself, and if few groups have it: else it says too little.
 */
export function linksOf(
  { components, conditions }: Assessment,
  candidate: PreparedCandidate,
  target: PreparedTarget,
  context: Context,
): Link[] {
  const { linkedByDerived = 1 } = context.model;
  const stated = components.flatMap(({ component, reasons }) =>
    reasons.flatMap(({ of, points, detail }): Link[] => {
      if (of === null) return [];
      if (component === 'wish' && detail.wish === 'wanted') return [{ by: 'wish', of }];
      if (component !== 'competence' || points === 0) return [];
      const says = detail.askedBy !== 'derived' || (!detail.through && Number(detail.importance) >= linkedByDerived);
      return says ? [{ by: 'skill', of }] : [];
    }),
  );
  const licences = conditions.flatMap(({ kind, of, by, must, state }): Link[] => {
    if (kind !== 'licence' || by !== 'law' || !must || of === null) return [];
    // A certificate of a course says too little.
    if (context.reference.licence(of)?.class === 'expiring-certificate') return [];
    if (state === 'met') return [{ by: 'licence', of }];
    return candidate.studiedFor.has(of) ? [{ by: 'education', of }] : [];
  });
  return [...experienceOf(candidate, target, context), ...stated, ...licences];
}

function experienceOf({ facts }: PreparedCandidate, target: PreparedTarget, { model, similarity }: Context): Link[] {
  let best: Extract<Link, { by: 'experience' }> | undefined;
  for (const { occupation: of, months } of facts.experience) {
    for (const job of target.facts.occupations) {
      const { percent, basis } = similarity.between(of, job);
      if (percent < (model.linkedFrom ?? 1)) continue;
      if (!best || percent > best.percent || (percent === best.percent && months > best.months)) {
        best = { by: 'experience', of, months, percent, basis };
      }
    }
  }
  return best ? [best] : [];
}
