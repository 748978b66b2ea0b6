import type { ComponentName } from '@lotsen/reference';
import { backingOf, type PreparedCandidate, type Source, sourceOf } from './candidate.js';
import { cefrRank } from './cefr.js';
import { covers, meetsField, meetsLevel } from './conditions.js';
import type { Context } from './context.js';
import type { SkillSource } from './derived-terms.js';
import { largestRemainder } from './integers.js';
import type { Reach } from './reach.js';
import type { PreparedTarget } from './target.js';

/** One thing that earned points, and the record that they come from. */
export interface Reason {
  /** The skill, occupation, language, education or place. */
  readonly of: string | null;
  readonly points: number;
  readonly source: Source;
  readonly detail: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

export interface Component {
  readonly component: ComponentName;
  /** Share of 10,000. */
  readonly weight: number;
  /** 0 to 10,000. */
  readonly value: number;
  readonly points: number;
  /** Points that stating unknown facts could still add; 0 where nothing is unknown. */
  readonly couldGain: number;
  readonly reasons: readonly Reason[];
}

/**
 * A component before its weight is applied: a value from 0 to 10,000, and the reasons for it, which divide the points
 * in proportion to `share`.
 */
interface Measure {
  readonly value: number;
  readonly unknown: boolean;
  readonly shares: readonly (Omit<Reason, 'points'> & { readonly share: number })[];
}

export function componentsOf(
  candidate: PreparedCandidate,
  target: PreparedTarget,
  reach: Reach,
  context: Context,
): Component[] {
  const measures: Record<ComponentName, () => Measure> = {
    competence: () => competence(candidate, target, context),
    experience: () => experience(candidate, target, context),
    reach: () => reached(candidate, reach),
    wish: () => wish(candidate, target, context),
    language: () => language(candidate, target, context),
    education: () => education(candidate, target),
  };
  return [...target.weights].map(([component, weight]) => {
    const { value, unknown, shares } = measures[component]();
    const points = Math.floor((weight * value) / 10_000);
    const parts = largestRemainder(
      shares.map(({ share }) => share),
      points,
    );
    return {
      component,
      weight,
      value,
      points,
      couldGain: unknown ? weight - points : 0,
      reasons: shares.map(({ of, source, detail }, at) => ({ of, points: parts[at] as number, source, detail })),
    };
  });
}

/** Σ (importance × evidence) ÷ Σ importance, over the asked skills. */
function competence(candidate: PreparedCandidate, target: PreparedTarget, context: Context): Measure {
  let asked = 0;
  let backed = 0;
  const shares: Measure['shares'][number][] = [];
  for (const term of target.terms) {
    asked += term.importance;
    const backing = backingOf(candidate, term.skill, context);
    if (!backing) continue;
    const share = term.importance * backing.percent;
    backed += share;
    const detail: Record<string, string | number> = {
      importance: term.importance,
      percent: backing.percent,
      askedBy: term.source satisfies SkillSource,
    };
    if (backing.through) detail.through = backing.through;
    shares.push({ of: term.skill, share, source: sourceOf(backing), detail });
  }
  const value = asked === 0 ? 0 : Math.floor((backed * 100) / asked);
  return { value, unknown: false, shares };
}

/** The highest similarity × months × recency of the person's occupations. */
function experience(candidate: PreparedCandidate, target: PreparedTarget, context: Context): Measure {
  const { model, asOf } = context;
  let best = { value: 0, shares: [] as Measure['shares'] };
  let unknown = false;
  for (const worked of candidate.facts.experience) {
    const months = Math.min(worked.months, model.experienceMonths);
    const years = worked.lastYear === 'unknown' ? null : Math.max(0, Number(asOf.slice(0, 4)) - worked.lastYear);
    const { fullYears, lossPerYear, least } = model.recency;
    const recency = years === null ? least : Math.max(least, 100 - lossPerYear * Math.max(0, years - fullYears));
    if (years === null) unknown = true;
    for (const job of target.facts.occupations) {
      const similarity = context.similarity.between(worked.occupation, job);
      const value = Math.floor((similarity.percent * months * recency) / model.experienceMonths);
      if (value <= best.value) continue;
      const { percent, basis, kinship } = similarity;
      const kin = kinship && { kin: kinship.basis, through: kinship.through };
      const detail = { percent, basis, ...kin, months: worked.months, recency };
      const source: Source = { record: worked.record, outcome: 'employment' };
      best = { value, shares: [{ of: worked.occupation, share: 1, source, detail }] };
    }
  }
  return { ...best, unknown };
}

function reached({ facts }: PreparedCandidate, reach: Reach): Measure {
  const detail: Record<string, string | number> = { way: reach.way };
  if (reach.minutes !== null) detail.minutes = reach.minutes;
  const source: Source = { record: facts.id, outcome: reach.state === 'unknown' ? 'not-stated' : 'stated' };
  return {
    value: reach.value,
    unknown: reach.state === 'unknown',
    shares: [{ of: reach.place, share: 1, source, detail }],
  };
}

function wish({ facts }: PreparedCandidate, target: PreparedTarget, context: Context): Measure {
  const wanted = facts.wantedOccupations.find((id) => covers(id, target, context) || isWithin(id, target, context));
  const excluded = facts.excludedOccupations.some((id) => covers(id, target, context));
  const value = excluded ? 0 : wanted ? context.model.wish.wanted : context.model.wish.unmentioned;
  const source: Source = { record: facts.id, outcome: wanted || excluded ? 'stated' : 'not-stated' };
  const detail = { wish: excluded ? 'excluded' : wanted ? 'wanted' : 'unmentioned' };
  return { value, unknown: false, shares: [{ of: wanted ?? null, share: 1, source, detail }] };
}

/**
 * The mean over the asked languages of the person's level as a share of the asked level, at most 1. A language that the
 * person has not stated counts as one that they do not know.
 */
function language(candidate: PreparedCandidate, target: PreparedTarget, { model }: Context): Measure {
  let total = 0;
  let unknown = false;
  const shares: Measure['shares'][number][] = [];
  for (const asked of target.languages) {
    const known = candidate.languages.get(asked.language);
    if (!known) unknown = true;
    const needed = Math.max(1, cefrRank(asked.level ?? model.languageWithoutLevel ?? 'C2'));
    const met = known ? Math.min(10_000, Math.floor((cefrRank(known) * 10_000) / needed)) : 0;
    total += met;
    if (!known) continue;
    const detail = { level: known, asked: asked.level ?? 'any' };
    shares.push({ of: asked.language, share: met, source: { record: candidate.facts.id, outcome: 'stated' }, detail });
  }
  return { value: Math.floor(total / target.languages.length), unknown, shares };
}

/**
 * The mean over the asked educations of how far the person's best education meets each. Level and field count half
 * each, where both are asked.
 */
function education({ facts }: PreparedCandidate, target: PreparedTarget): Measure {
  const held = facts.education === 'unknown' ? [] : facts.education;
  let total = 0;
  const shares: Measure['shares'][number][] = [];
  for (const asked of target.education) {
    let best = 0;
    let record = facts.id;
    for (const one of held) {
      const parts = [
        ...(asked.level === null ? [] : [meetsLevel(one.level, asked)]),
        ...(asked.field === null ? [] : [meetsField(one.field, asked)]),
      ];
      const value = Math.floor((parts.filter(Boolean).length * 10_000) / Math.max(1, parts.length));
      if (value > best || (value === best && best > 0 && one.record < record)) [best, record] = [value, one.record];
    }
    total += best;
    const detail = { level: asked.level ?? '', field: asked.field ?? '' };
    if (best > 0) shares.push({ of: null, share: best, source: { record, outcome: 'degree' }, detail });
  }
  const value = Math.floor(total / target.education.length);
  return { value, unknown: facts.education === 'unknown', shares };
}

/** Whether the target is a whole group that contains an occupation: a wish for the occupation counts for the group. */
export function isWithin(id: string, { facts }: PreparedTarget, { reference }: Context): boolean {
  const ssyk = reference.ssykOf(id);
  return facts.kind === 'occupation' && ssyk !== undefined && facts.ssyk.includes(ssyk);
}
