import { assess } from './assess.js';
import type { PreparedCandidate } from './candidate.js';
import type { Context } from './context.js';
import { type Link, linksOf } from './links.js';
import { reachOf } from './reach.js';
import type { PreparedTarget } from './target.js';

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
    links: shownLinks(candidate, target, context),
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
  return reference
    .namesIn(target.facts.occupations)
    .map(({ id, label }) => ({ id, label, close: closeness(id) }))
    .sort((a, b) => b.close - a.close || a.label.localeCompare(b.label, 'sv'))
    .slice(0, mostNames)
    .map(({ id }) => id);
}

/** All of them, but of the skills only some. */
function shownLinks(candidate: PreparedCandidate, target: PreparedTarget, context: Context): Link[] {
  const links = linksOf(assess(candidate, target, context), candidate, target, context);
  const skills = links.filter(({ by }) => by === 'skill');
  return [...links.filter(({ by }) => by !== 'skill'), ...skills.slice(0, mostSkills)];
}
