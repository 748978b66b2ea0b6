import type { EvidenceOutcome } from '@lotsen/reference';
import { type Assessment, assess, isOutOfReach, judge } from './assess.js';
import { type PreparedCandidate, prepareCandidate } from './candidate.js';
import { isWithin } from './components.js';
import { type Condition, covers } from './conditions.js';
import type { Context } from './context.js';
import type { CandidateFacts, Cefr } from './facts.js';
import type { PlaceInList } from './ranking.js';
import { reachOf } from './reach.js';
import { isExperienceIn } from './similarity.js';
import { type PreparedTarget, prepareTarget } from './target.js';

/** A hypothetical change to a candidate's facts. */
export type Change =
  | { readonly kind: 'skill'; readonly skill: string; readonly outcome: EvidenceOutcome }
  | { readonly kind: 'licence'; readonly licence: string }
  | { readonly kind: 'driving-licence'; readonly code: string }
  | { readonly kind: 'language'; readonly language: string; readonly level: Cefr }
  | { readonly kind: 'commute'; readonly minutes: number };

export interface Standing {
  readonly verdict: Assessment['verdict'];
  readonly score: number;
  readonly place: PlaceInList | null;
}

/** The standing of one pair before and after a change. */
export interface Standings {
  readonly before: Standing;
  readonly after: Standing;
}

/** The record id of hypothetical evidence and licences. */
const supposed = 'supposed';

function applyChange(facts: CandidateFacts, change: Change): CandidateFacts {
  switch (change.kind) {
    case 'skill': {
      const evidence = { skill: change.skill, outcome: change.outcome, validUntil: null, record: supposed };
      return { ...facts, evidence: [...facts.evidence, evidence] };
    }
    case 'licence':
      return {
        ...facts,
        licences: [...facts.licences, { licence: change.licence, validUntil: null, record: supposed }],
      };
    case 'driving-licence':
      return { ...facts, drivingLicences: [...facts.drivingLicences, change.code] };
    case 'language': {
      const others = facts.languages.filter((l) => l.language !== change.language);
      return { ...facts, languages: [...others, { language: change.language, level: change.level }] };
    }
    case 'commute':
      return { ...facts, maxCommuteMinutes: change.minutes };
  }
}

/** Where a candidate with this assessment stands among the others. */
export type PlaceOf = (candidate: PreparedCandidate, assessment: Assessment) => PlaceInList | null;

/** The exact verdict, score and place now, and if the changes came true and nothing else changed. */
export function whatIf(
  candidate: PreparedCandidate,
  target: PreparedTarget,
  changes: readonly Change[],
  placeOf: PlaceOf,
  context: Context,
): Standings {
  return {
    before: standing(candidate, target, placeOf, context),
    after: changed(candidate, target, changes, placeOf, context),
  };
}

function changed(
  { facts }: PreparedCandidate,
  target: PreparedTarget,
  changes: readonly Change[],
  placeOf: PlaceOf,
  context: Context,
): Standing {
  return standing(prepareCandidate(changes.reduce(applyChange, facts), context), target, placeOf, context);
}

function standing(candidate: PreparedCandidate, target: PreparedTarget, placeOf: PlaceOf, context: Context): Standing {
  const assessment = assess(candidate, target, context);
  const { verdict, score } = assessment;
  return { verdict, score, place: placeOf(candidate, assessment) };
}

/** Evidence weaker than this many per cent can be improved, so better evidence is worth trying. */
const strongPercent = 90;
const mostSkills = 3;

/**
 * Tries single changes that can be had: each licence, skill or driving licence that an unmet must-have asks for, and a
 * full certificate in the most important skills without strong evidence. Returns the changes that improve the standing,
 * each with the exact standing before and after it: first those that change the verdict, then by the place after it.
 * @param obtainable the skills that a validation assesses, or a placement trains
 */
export function wouldHelp(
  candidate: PreparedCandidate,
  target: PreparedTarget,
  assessment: Assessment,
  placeOf: PlaceOf,
  obtainable: ReadonlySet<string>,
  context: Context,
): (Standings & { readonly changes: readonly Change[] })[] {
  const missing = assessment.conditions
    .filter((c) => c.must && c.state === 'unmet' && c.closableInDays !== null)
    .flatMap(closingChange);
  const asked = target.terms
    .filter(({ skill }) => obtainable.has(skill) && (candidate.skills.get(skill)?.percent ?? 0) < strongPercent)
    .slice(0, mostSkills)
    .map(({ skill }): Change => ({ kind: 'skill', skill, outcome: 'certificate-full' }));
  const changes = [...new Map([...missing, ...asked].map((change) => [JSON.stringify(change), change])).values()];
  const before = standing(candidate, target, placeOf, context);
  return changes
    .filter((change) => change.kind !== 'skill' || obtainable.has(change.skill))
    .map((change) => ({ changes: [change], before, after: changed(candidate, target, [change], placeOf, context) }))
    .filter(({ before, after }) => isBetter(after, before))
    .sort((a, b) => compareStandings(a.after, b.after));
}

const verdictsFromBest: readonly Assessment['verdict'][] = ['eligible', 'to-clarify', 'near', 'out'];

/** The better standing first: by the verdict, then the place in the list, then the score. */
function compareStandings(a: Standing, b: Standing): number {
  const placeIn = ({ place }: Standing) => place?.place ?? Number.MAX_SAFE_INTEGER;
  return (
    verdictsFromBest.indexOf(a.verdict) - verdictsFromBest.indexOf(b.verdict) ||
    placeIn(a) - placeIn(b) ||
    b.score - a.score
  );
}

const isBetter = (after: Standing, before: Standing) => compareStandings(after, before) < 0;

function closingChange({ kind, of }: Condition): Change[] {
  if (of === null) return [];
  if (kind === 'licence') return [{ kind, licence: of }];
  if (kind === 'skill') return [{ kind, skill: of, outcome: 'certificate-full' }];
  if (kind === 'driving-licence') return [{ kind, code: of }];
  return [];
}

/**
 * For each must-have of a target (by its position among the requirements): how many candidates more would be eligible or
 * to clarify if it were a wish.
 * @param missingOne the candidates whom a single unmet must-have keeps from it: no wish instead of a must helps others
 */
export function costOfDemands(
  target: PreparedTarget,
  missingOne: readonly PreparedCandidate[],
  context: Context,
): { readonly requirement: number; readonly more: number }[] {
  return target.facts.requirements.flatMap((requirement, at) => {
    if (!requirement.must) return [];
    const requirements = target.stated.requirements.map((r, i) => (i === at ? { ...r, must: false } : r));
    const relaxed = prepareTarget({ ...target.stated, requirements }, context);
    return [{ requirement: at, more: countEligible(relaxed, missingOne, context) }];
  });
}

/** Counts the candidates who are eligible or to clarify. */
function countEligible(target: PreparedTarget, all: Iterable<PreparedCandidate>, context: Context): number {
  let count = 0;
  for (const candidate of all) {
    const reach = reachOf(candidate.facts, target.facts, context);
    if (isOutOfReach(reach, context)) continue;
    const { verdict } = judge(candidate, target, context, reach);
    if (verdict === 'eligible' || verdict === 'to-clarify') count += 1;
  }
  return count;
}

/** Candidates by the occupations that they wish for or have worked in. */
export class Field {
  private readonly wishing = new Map<string, PreparedCandidate[]>();
  private readonly worked = new Map<string, PreparedCandidate[]>();

  constructor(
    candidates: readonly PreparedCandidate[],
    private readonly context: Context,
  ) {
    for (const candidate of candidates) {
      for (const id of new Set(candidate.facts.wantedOccupations)) add(this.wishing, id, candidate);
      for (const id of new Set(candidate.facts.experience.map(({ occupation }) => occupation))) {
        add(this.worked, id, candidate);
      }
    }
  }

  /**
   * Counts who could take a target, of those who wish for its occupation or have worked in it: meeting the conditions
   * alone makes nobody a therapist.
   */
  count(target: PreparedTarget): number {
    const inField = new Set<PreparedCandidate>();
    for (const [id, candidates] of this.wishing) {
      if (covers(id, target, this.context) || isWithin(id, target, this.context))
        for (const one of candidates) inField.add(one);
    }
    for (const [id, candidates] of this.worked) {
      const isOne = target.facts.occupations.some((job) =>
        isExperienceIn(this.context.similarity.between(id, job), this.context),
      );
      if (isOne) for (const one of candidates) inField.add(one);
    }
    return countEligible(target, inField, this.context);
  }
}

function add(to: Map<string, PreparedCandidate[]>, id: string, candidate: PreparedCandidate): void {
  const known = to.get(id);
  if (known) known.push(candidate);
  else to.set(id, [candidate]);
}
