import type { CompactTaxonomy, KeywordKind } from '../compact.js';
import { type Published, type PublishedConcept, partNames } from './published.js';

const label = (concept: PublishedConcept) => concept.preferred_label.replace(/\s+/gu, ' ').trim();
/** Names of trainees never count as members of their group: SSYK puts nursing students with nurses (group 2221). */
const traineeName = /^lärling|elev(,|$)|aspirant$|student$|studerande$|utan yrkesbevis|utan behörighetsbevis/iu;
const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);

/** What is missing before a taxonomy can be built, in words. */
export function missingParts(published: Published): string[] {
  return Object.entries(partNames)
    .filter(([part]) => (part === 'legacy' ? !published.legacy : !published.parts[part as 'skills']))
    .map(([, words]) => words);
}

/** @throws when a part is missing: ask missingParts first. */
export function buildTaxonomy(published: Published, version: string): CompactTaxonomy {
  const missing = missingParts(published);
  if (missing.length > 0) throw new Error(`The taxonomy cannot be built without: ${missing.join('; ')}.`);
  const parts = published.parts as Required<Published['parts']>;

  const groups: { id: string; ssyk: string; label: string }[] = [];
  const occupations: { id: string; label: string; ssyk: string }[] = [];
  walk(parts.hierarchy, (concept, group) => {
    if (concept.type === 'ssyk-level-4') {
      groups.push({ id: concept.id, ssyk: concept.ssyk_code_2012 as string, label: label(concept) });
    } else if (concept.type === 'occupation-name' && group) {
      occupations.push({ id: concept.id, label: label(concept), ssyk: group.ssyk_code_2012 as string });
    }
  });
  groups.sort((a, b) => (a.ssyk < b.ssyk ? -1 : 1));
  occupations.sort(byId);
  const groupAt = new Map(groups.map((group, at) => [group.ssyk, at]));
  const occupationAt = new Map(occupations.map((occupation, at) => [occupation.id, at]));

  const skills = parts.skills.map((concept) => ({ id: concept.id, label: label(concept) })).sort(byId);
  const skillAt = new Map(skills.map((skill, at) => [skill.id, at]));
  const groupIdAt = new Map(groups.map((group, at) => [group.id, at]));
  const skillsOfGroups: number[][] = groups.map(() => []);
  for (const concept of parts.skillsOfGroups) {
    const skill = skillAt.get(concept.id);
    for (const group of concept.occupation_groups ?? []) {
      const at = groupIdAt.get(group.id);
      if (skill !== undefined && at !== undefined) skillsOfGroups[at]?.push(skill);
    }
  }
  for (const positions of skillsOfGroups) positions.sort((a, b) => a - b);

  const substitutes: number[] = [];
  for (const person of [...parts.substitutability].sort(byId)) {
    for (const job of [...(person.substitutes ?? [])].sort(byId)) {
      const [from, to] = [occupationAt.get(person.id), occupationAt.get(job.id)];
      if (from !== undefined && to !== undefined) substitutes.push(from, to, job.substitutability_percentage);
    }
  }

  const educationFields = education(parts.educationFields, 'sun_education_field_code_2020');
  return {
    format: 'lotsen-taxonomy-1',
    version,
    origin: published.origin,
    groups: groups.map(({ ssyk, id, label }) => [ssyk, id, label] as const),
    occupations: occupations.map(({ id, label, ssyk }) => [id, label, groupAt.get(ssyk) as number] as const),
    traineeNames: occupations.flatMap(({ label }, at) => (traineeName.test(label) ? [at] : [])),
    retired: retired(published, occupationAt, groupAt),
    skills: skills.map(({ id, label }) => [id, label] as const),
    skillsOfGroups,
    substitutes,
    relatedSkills: relatedSkills(published, skillAt),
    languages: [...parts.languages].sort(byId).map((c) => [c.id, label(c), c.iso_639_1_2002 ?? ''] as const),
    educationLevels: education(parts.educationLevels, 'sun_education_level_code_2020'),
    educationFields,
    drivingLicences: Object.values(published.legacy?.['driving-license'] ?? {})
      .map((concept) => [concept.conceptId, concept.preferredTerm] as const)
      .sort((a, b) => (a[1] < b[1] ? -1 : 1)),
    keywords: keywords(parts.keywords, {
      skill: skillAt,
      occupation: occupationAt,
      'education-field': new Map(educationFields.map(([, id], at) => [id, at])),
    }),
  };
}

function walk(
  concepts: readonly PublishedConcept[],
  visit: (concept: PublishedConcept, group: PublishedConcept | undefined) => void,
  group?: PublishedConcept,
) {
  for (const concept of concepts) {
    visit(concept, group);
    walk(concept.narrower ?? [], visit, concept.type === 'ssyk-level-4' ? concept : group);
  }
}

function education(
  concepts: readonly PublishedConcept[],
  code: 'sun_education_level_code_2020' | 'sun_education_field_code_2020',
): [string, string, string][] {
  const rows: [string, string, string][] = [];
  walk(concepts, (concept) => rows.push([concept[code] as string, concept.id, label(concept)]));
  return rows.sort((a, b) => (a[0] < b[0] ? -1 : 1));
}

function keywords(
  concepts: readonly PublishedConcept[],
  positionsOf: Readonly<Record<KeywordKind, ReadonlyMap<string, number>>>,
): [string, KeywordKind, number[]][] {
  const rows: [string, KeywordKind, number[]][] = [];
  for (const concept of [...concepts].sort(byId)) {
    for (const [kind, at] of Object.entries(positionsOf) as [KeywordKind, ReadonlyMap<string, number>][]) {
      const positions = (concept.related ?? []).map((c) => at.get(c.id)).filter((p) => p !== undefined);
      if (positions.length > 0) rows.push([label(concept), kind, positions]);
    }
  }
  return rows;
}

/** Two skills are related where the published crosswalk maps both to one ESCO skill as the same or nearly the same. */
function relatedSkills(published: Published, skillAt: Map<string, number>): number[] {
  const byEsco = new Map<string, number[]>();
  for (const [esco, skill, relation] of published.skillCrosswalk ?? []) {
    const at = skillAt.get(skill);
    if (at === undefined || !['exactMatch', 'closeMatch'].includes(relation)) continue;
    byEsco.set(esco, [...(byEsco.get(esco) ?? []), at]);
  }
  const pairs = new Map<string, [number, number]>();
  for (const positions of byEsco.values()) {
    for (const a of positions) for (const b of positions) if (a < b) pairs.set(`${a}-${b}`, [a, b]);
  }
  return [...pairs.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]).flat();
}

/**
 * The retired occupation names. A name gets a group only if every ISCO group that the crosswalk names for it leads to
 * the same one; else -1.
 */
function retired(
  published: Published,
  occupationAt: Map<string, number>,
  groupAt: Map<string, number>,
): [string, string, number][] {
  const groupsOfIsco = new Map<string, Set<number>>();
  for (const group of published.iscoOfGroups ?? []) {
    const at = groupAt.get(group.ssyk_code_2012 as string) as number;
    for (const isco of group.related ?? []) {
      const known = groupsOfIsco.get(isco.isco_code_08 as string) ?? new Set<number>();
      groupsOfIsco.set(isco.isco_code_08 as string, known.add(at));
    }
  }
  return Object.values(published.legacy?.['occupation-name'] ?? {})
    .filter(({ conceptId }) => !occupationAt.has(conceptId))
    .map(({ conceptId, preferredTerm }): [string, string, number] => {
      const uri = `http://data.jobtechdev.se/taxonomy/concept/${conceptId}`;
      const found = new Set<number>();
      for (const match of Object.keys(published.occupationCrosswalk?.[uri]?.matches ?? {})) {
        const isco = /\/isco\/C(\d{4})$/u.exec(match)?.[1];
        for (const at of (isco && groupsOfIsco.get(isco)) || []) found.add(at);
      }
      return [conceptId, preferredTerm, found.size === 1 ? ([...found][0] as number) : -1];
    })
    .sort((a, b) => (a[0] < b[0] ? -1 : 1));
}
