import type { CompactKinship, CompactTaxonomy } from '../compact.js';
import { fold } from '../fold.js';
import { kinshipCodes } from '../kinship.js';
import type { KinshipBasis, LicenceRule } from '../types.js';
import { product } from './kinship-features.js';
import { type KinshipBase, KinshipScores, kinshipBase, pairsOf } from './kinship-scores.js';
import type { Published } from './published.js';

/**
 * The score that is a quarter, and the highest per cent. Measured on published pairs that were left out: at 25 per cent
 * at least one in three of the pairs is published, at 50 more than four in five.
 */
const [quarter, most] = [0.17, 50];
/** Less kinship than this is not worth its place in the table. */
const least = 8;
const mostKin = 25;
const mostSkills = 3;
const stemLength = 6;

/** 0 to 50. */
export function percentOf(score: number): number {
  return Math.min(most, Math.floor(25 * (score / quarter) ** 0.4));
}

/**
 * The kin of each occupation name. Left out are published pairs and pairs of one SSYK group, on which other rules of the
 * model decide, and trainees' names.
 */
export function buildKinship(
  taxonomy: CompactTaxonomy,
  published: Published,
  licences: readonly LicenceRule[],
): CompactKinship {
  const base = kinshipBase(taxonomy, published, licences);
  const scores = new KinshipScores(base, pairsOf(taxonomy));
  const skills: string[] = [];
  const skillAt = new Map<string, number>();
  const positionOf = (skill: string) => {
    const known = skillAt.get(skill);
    if (known !== undefined) return known;
    skillAt.set(skill, skills.length);
    return skills.push(skill) - 1;
  };
  const kin = taxonomy.occupations.map(([, , group], person) => {
    if (base.trainees.has(person)) return [];
    return taxonomy.occupations
      .flatMap(([, , other], job) =>
        group === other || base.trainees.has(job) || scores.isPublished(person, job)
          ? []
          : [{ job, score: scores.of(person, job) }],
      )
      .filter(({ score }) => percentOf(score) >= least)
      .sort((a, b) => b.score - a.score || a.job - b.job)
      .slice(0, mostKin)
      .flatMap(({ job, score }) => {
        const { basis, through } = explained(base, scores, person, job);
        const rows = typeof through === 'number' ? [through] : through.map(positionOf);
        const code = kinshipCodes.findIndex(([of, following]) => of === basis && following === rows.length);
        return [job, code * 100 + percentOf(score), ...rows];
      });
  });
  return {
    format: 'lotsen-kinship-1',
    version: taxonomy.version,
    origin: [...published.origin, 'European Commission: ESCO 1.1.1'],
    occupations: taxonomy.occupations.map(([id]) => id),
    skills,
    kin,
  };
}

interface Explained {
  readonly basis: KinshipBasis;
  /** The position of an occupation, or the ids of skills. */
  readonly through: number | readonly string[];
}

/** The strongest of what a kinship rests on. Skills count only if at least one of them can be named. */
function explained(base: KinshipBase, scores: KinshipScores, person: number, job: number): Explained {
  const neighbour = scores.neighbour(person, job);
  if (neighbour !== undefined) return { basis: 'neighbour', through: neighbour };
  const skills = sharedSkills(base, person, job);
  const strength = { group: 0, label: 0, skills: 0 };
  for (const { basis, weight, vectors } of base.features) {
    strength[basis] += weight * product(vectors[person] as never, vectors[job] as never);
  }
  if (skills.length === 0) strength.skills = 0;
  const [basis] = Object.entries(strength).sort((a, b) => b[1] - a[1])[0] as [keyof typeof strength, number];
  return { basis, through: basis === 'skills' ? skills : [] };
}

/**
 * The skills that contribute most to the likeness of two occupations, and before them those that a label of the two or of
 * their groups mentions: by rarity alone, customer service shared a word processor. Of what ESCO says only those are named
 * that the taxonomy links to one of the two groups: by ESCO alone, mine surveyors shared computational biology.
 */
function sharedSkills({ taxonomy, features }: KinshipBase, person: number, job: number): string[] {
  const labels: string[] = [];
  const fitting = new Map<string, string>();
  for (const at of [person, job]) {
    const [, label, group] = taxonomy.occupations[at] as CompactTaxonomy['occupations'][number];
    labels.push(fold(`${label} ${taxonomy.groups[group]?.[2]}`));
    for (const skill of taxonomy.skillsOfGroups[group] ?? [])
      fitting.set(...(taxonomy.skills[skill] as [string, string]));
  }
  const shares = new Map<string, number>();
  for (const { weight, vectors, skillOf } of features) {
    for (const [entry, value] of skillOf ? (vectors[person] ?? []) : []) {
      const skill = skillOf?.(entry);
      const share = weight * value * (vectors[job]?.get(entry) ?? 0);
      if (skill !== undefined && fitting.has(skill) && share > 0) shares.set(skill, (shares.get(skill) ?? 0) + share);
    }
  }
  const isMentioned = (skill: string) =>
    stems(fitting.get(skill) as string).some((stem) => labels.some((label) => label.includes(stem)));
  return [...shares]
    .map(([skill, share]) => ({ skill, mentioned: Number(isMentioned(skill)), share }))
    .sort((a, b) => b.mentioned - a.mentioned || b.share - a.share || (a.skill < b.skill ? -1 : 1))
    .slice(0, mostSkills)
    .map(({ skill }) => skill);
}

/** The beginnings of the words of a label, which Swedish endings leave alone. */
const stems = (label: string) =>
  fold(label)
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length >= stemLength)
    .map((word) => word.slice(0, stemLength));
