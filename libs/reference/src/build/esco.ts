import type { CompactEsco } from '../compact.js';
import { escoMatches } from '../esco.js';
import type { Published } from './published.js';

/** A row of ESCO's `occupations_en.csv`, of which ids, labels and codes are used. */
export interface EscoRow {
  readonly conceptUri: string;
  readonly preferredLabel: string;
  readonly iscoGroup: string;
}

/** A row of `occupationSkillRelations.csv`. */
export interface EscoRelation {
  readonly occupationUri: string;
  readonly relationType: string;
  readonly skillUri: string;
}

/** A skill of more occupations than this does not tell them apart. */
const mostOccupations = 10;

const lastPart = (uri: string) => uri.slice(uri.lastIndexOf('/') + 1);
const clean = (label: string) => label.replace(/\s+/gu, ' ').trim();
const byFirst = (a: readonly [string, ...unknown[]], b: readonly [string, ...unknown[]]) => (a[0] < b[0] ? -1 : 1);

/** @throws when a crosswalk or the key between SSYK and ISCO is missing. */
export function buildEsco(
  rows: readonly EscoRow[],
  relations: readonly EscoRelation[],
  published: Published,
  version: string,
): CompactEsco {
  const { occupationCrosswalk, iscoOfGroups, escoSkillLabels } = published;
  if (!occupationCrosswalk || !iscoOfGroups || !escoSkillLabels) {
    throw new Error('ESCO cannot be built without: the crosswalks to ESCO; SSYK groups with ISCO groups.');
  }
  const skillsOf = ownSkills(relations, escoSkillLabels);
  const skills = [...new Set([...skillsOf.values()].flat())].sort();
  const skillAt = new Map(skills.map((label, at) => [label, at]));
  const occupations = rows
    .map(({ conceptUri, preferredLabel, iscoGroup }) => {
      const own = (skillsOf.get(conceptUri) ?? []).map((label) => skillAt.get(label) as number).sort((a, b) => a - b);
      return [lastPart(conceptUri), clean(preferredLabel), iscoGroup, own] as const;
    })
    .sort(byFirst);
  const positions = new Map(occupations.map(([id], at) => [id, at]));
  return {
    format: 'lotsen-esco-1',
    version,
    origin: [
      'European Commission: ESCO 1.1.1, English labels, ISCO-08 codes and essential skills',
      'Arbetsförmedlingen: JobTech concepts to ESCO 1.1.1, open data',
      'Arbetsförmedlingen: JobTech Taxonomy, SSYK 2012 with ISCO-08, open data',
    ],
    occupations,
    skills,
    iscoGroups: iscoGroups(iscoOfGroups),
    titles: Object.entries(occupationCrosswalk)
      .map(([uri, { title, matches }]) => {
        const codes = Object.keys(matches).flatMap((match) => /\/isco\/C(\d{4})$/u.exec(match)?.[1] ?? []);
        return [lastPart(uri), clean(title), matchesIn(matches, positions), codes.sort()] as const;
      })
      .sort(byFirst),
  };
}

/** By an occupation's URI, the labels of its essential skills that few occupations have. */
function ownSkills(relations: readonly EscoRelation[], labels: ReadonlyMap<string, string>): Map<string, string[]> {
  const counts = new Map<string, number>();
  for (const { skillUri } of relations) counts.set(skillUri, (counts.get(skillUri) ?? 0) + 1);
  const found = new Map<string, string[]>();
  for (const { occupationUri, relationType, skillUri } of relations) {
    const label = labels.get(lastPart(skillUri));
    if (relationType !== 'essential' || !label || (counts.get(skillUri) as number) > mostOccupations) continue;
    found.set(occupationUri, [...(found.get(occupationUri) ?? []), label]);
  }
  return found;
}

function iscoGroups(groups: NonNullable<Published['iscoOfGroups']>): [string, string, string[]][] {
  const found = new Map<string, [string, string, string[]]>();
  for (const { ssyk_code_2012: ssyk, related } of groups) {
    for (const { isco_code_08: code, preferred_label: label } of related ?? []) {
      const group = found.get(code as string) ?? [code as string, clean(label), []];
      group[2].push(ssyk as string);
      found.set(group[0], group);
    }
  }
  for (const [, , codes] of found.values()) codes.sort();
  return [...found.values()].sort(byFirst);
}

/** Position and kind of each match, the closest kind first. Occupations that this version of ESCO lacks are left out. */
function matchesIn(matches: Readonly<Record<string, string>>, positions: ReadonlyMap<string, number>): number[] {
  return Object.entries(matches)
    .flatMap(([uri, relation]) => {
      const at = positions.get(lastPart(uri));
      const kind = escoMatches.findIndex((match) => relation === `${match}Match`);
      return at === undefined || kind < 0 ? [] : [[at, kind] as const];
    })
    .sort((a, b) => a[1] - b[1] || a[0] - b[0])
    .flat();
}
