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

/** Whether there is any link. Version 1 of the model has no sections: there everything counts as linked. */
export function isLinked(
  assessment: Assessment,
  candidate: PreparedCandidate,
  target: PreparedTarget,
  context: Context,
): boolean {
  if (context.model.linkedFrom === undefined) return true;
  // Most pairs have none: the cheapest question comes first.
  return (
    experienceOf(candidate, target, context) !== undefined || otherLinks(assessment, candidate, context).length > 0
  );
}

/**
 * What links a person to a target: the most similar experience, if it is similar enough, a wish, a skill, or a licence that
 * the law asks for, which the person holds or has studied for. A skill that was derived from the occupation links only if
 * the person has it itself, and if few groups have it: else it says too little.
 */
export function linksOf(
  assessment: Assessment,
  candidate: PreparedCandidate,
  target: PreparedTarget,
  context: Context,
): Link[] {
  const experience = experienceOf(candidate, target, context);
  return [...(experience ? [experience] : []), ...otherLinks(assessment, candidate, context)];
}

function otherLinks({ components, conditions }: Assessment, candidate: PreparedCandidate, context: Context): Link[] {
  const { linkedByDerived = 1 } = context.model;
  const links: Link[] = [];
  for (const { component, reasons } of components) {
    if (component !== 'wish' && component !== 'competence') continue;
    for (const { of, points, detail } of reasons) {
      if (of === null) continue;
      if (component === 'wish') {
        if (detail.wish === 'wanted') links.push({ by: 'wish', of });
      } else if (points > 0) {
        const says = detail.askedBy !== 'derived' || (!detail.through && Number(detail.importance) >= linkedByDerived);
        if (says) links.push({ by: 'skill', of });
      }
    }
  }
  for (const { kind, of, by, must, state } of conditions) {
    if (kind !== 'licence' || by !== 'law' || !must || of === null) continue;
    // A certificate of a course says too little.
    if (context.reference.licence(of)?.class === 'expiring-certificate') continue;
    if (state === 'met') links.push({ by: 'licence', of });
    else if (candidate.studiedFor.has(of)) links.push({ by: 'education', of });
  }
  return links;
}

type ExperienceLink = Extract<Link, { by: 'experience' }>;

function experienceOf(
  { facts }: PreparedCandidate,
  target: PreparedTarget,
  { model, similarity }: Context,
): ExperienceLink | undefined {
  let best: ExperienceLink | undefined;
  for (const { occupation: of, months } of facts.experience) {
    for (const job of target.facts.occupations) {
      const { percent, basis } = similarity.between(of, job);
      if (percent < (model.linkedFrom ?? 1)) continue;
      if (!best || percent > best.percent || (percent === best.percent && months > best.months)) {
        best = { by: 'experience', of, months, percent, basis };
      }
    }
  }
  return best;
}
