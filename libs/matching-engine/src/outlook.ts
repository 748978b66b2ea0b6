import { assess } from './assess.js';
import type { PreparedCandidate } from './candidate.js';
import type { Context } from './context.js';
import { namesOf } from './occupation-names.js';
import { reachOf } from './reach.js';
import type { Similarity } from './similarity.js';
import type { PreparedTarget } from './target.js';

/** One thing that links a person to an occupation. */
export type Link =
  | ({ readonly by: 'experience'; readonly of: string; readonly months: number } & Similarity)
  | { readonly by: 'wish' | 'skill'; readonly of: string };

/** What stands beside an occupation in a person's list. */
export interface Outlook {
  readonly target: string;
  /** Its occupation names: the wished for first, then the most similar to the person's experience. */
  readonly names: readonly string[];
  /** Why the occupation stands in the list; empty if nothing links the person to it. */
  readonly links: readonly Link[];
  /** How many positions in its groups, and seats for practice, are open within the person's reach. */
  readonly positions: number;
  readonly seats: number;
}

const mostNames = 5;
const mostSkills = 2;

/** @param open the open vacancies and placements */
export function outlookOf(
  candidate: PreparedCandidate,
  target: PreparedTarget,
  open: readonly PreparedTarget[],
  context: Context,
): Outlook {
  const within = open.filter(
    ({ facts }) =>
      facts.ssyk.some((ssyk) => target.facts.ssyk.includes(ssyk)) &&
      reachOf(candidate.facts, facts, context).state === 'met',
  );
  const roomOf = (kind: 'vacancy' | 'placement') =>
    within.reduce((sum, { facts }) => sum + (facts.kind === kind ? facts.room : 0), 0);
  return {
    target: target.facts.id,
    names: closestNames(candidate, target, context),
    links: linksOf(candidate, target, context),
    positions: roomOf('vacancy'),
    seats: roomOf('placement'),
  };
}

function closestNames(
  { facts }: PreparedCandidate,
  target: PreparedTarget,
  { reference, similarity }: Context,
): string[] {
  const closeness = (name: string) =>
    facts.wantedOccupations.includes(name)
      ? 101
      : Math.max(0, ...facts.experience.map(({ occupation }) => similarity.between(occupation, name).percent));
  return namesOf(target.facts.occupations, reference)
    .map(({ id, label }) => ({ id, label, close: closeness(id) }))
    .sort((a, b) => b.close - a.close || a.label.localeCompare(b.label, 'sv'))
    .slice(0, mostNames)
    .map(({ id }) => id);
}

function linksOf(candidate: PreparedCandidate, target: PreparedTarget, context: Context): Link[] {
  const links: Link[] = [];
  const skills: Link[] = [];
  for (const { component, reasons } of assess(candidate, target, context).components) {
    for (const { of, points, detail } of reasons) {
      if (of === null) continue;
      const percent = Number(detail.percent);
      if (component === 'experience' && percent >= (context.model.linkedFrom ?? 1)) {
        const basis = detail.basis as Similarity['basis'];
        links.push({ by: 'experience', of, months: Number(detail.months), percent, basis });
      } else if (component === 'wish' && detail.wish === 'wanted') links.push({ by: 'wish', of });
      else if (component === 'competence' && points > 0) skills.push({ by: 'skill', of });
    }
  }
  return [...links, ...skills.slice(0, mostSkills)];
}
