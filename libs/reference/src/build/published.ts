/** The published files of the JobTech taxonomy, recognised by what they hold, not by their names. */

export interface PublishedConcept {
  readonly id: string;
  readonly preferred_label: string;
  readonly type?: string;
  readonly narrower?: readonly PublishedConcept[];
  readonly related?: readonly PublishedConcept[];
  readonly occupation_groups?: readonly PublishedConcept[];
  readonly substitutes?: readonly (PublishedConcept & { substitutability_percentage: number })[];
  readonly ssyk_code_2012?: string;
  readonly isco_code_08?: string;
  readonly iso_639_1_2002?: string | null;
  readonly sun_education_level_code_2020?: string;
  readonly sun_education_field_code_2020?: string;
}

export const partNames = {
  hierarchy: 'the SSYK hierarchy with occupations',
  substitutability: 'substitutability between occupations',
  skills: 'skills',
  skillsOfGroups: 'skills with occupation groups',
  languages: 'languages',
  educationLevels: 'the SUN level hierarchy',
  educationFields: 'the SUN field hierarchy',
  keywords: 'keywords with relations',
  legacy: 'legacy ids to concept ids',
} as const;

export type PartName = keyof typeof partNames;

export interface Published {
  parts: Partial<Record<Exclude<PartName, 'legacy'>, readonly PublishedConcept[]>>;
  legacy?: Record<string, Record<string, { conceptId: string; preferredTerm: string }>>;
  iscoOfGroups?: readonly PublishedConcept[];
  occupationCrosswalk?: Record<string, { title: string; matches: Record<string, string> }>;
  /** Rows of ESCO skill, JobTech skill, relation. */
  skillCrosswalk?: readonly (readonly [string, string, string])[];
  /** Rows of ESCO occupation, ESCO skill, whether it is essential. */
  escoSkills?: readonly (readonly [string, string, boolean])[];
  /** By the last part of an ESCO skill's URI, its label in Swedish. */
  escoSkillLabels?: ReadonlyMap<string, string>;
  origin: string[];
}

/** Adds one file. Returns what it was recognised as, or undefined where Lotsen does not use such a file. */
export function addPublished(published: Published, text: string): string | undefined {
  if (text.includes('Mapping project name')) {
    published.skillCrosswalk = [...text.matchAll(/esco\/skill\/([^,]+),.*?\/concept\/([^,]+),.*?skos:(\w+)/gu)].map(
      (match) => [match[1] as string, match[2] as string, match[3] as string] as const,
    );
    const labels = text.matchAll(/esco\/skill\/([^,]+),(.*?),(?=,|http)/gu);
    published.escoSkillLabels = new Map(
      [...labels].map(([, id, label]) => [id as string, (label as string).replace(/"/gu, '')]),
    );
    return 'crosswalk of skills to ESCO';
  }
  const content = JSON.parse(text) as Record<string, unknown>;
  if ('occupation-name' in content) {
    published.legacy = content as NonNullable<Published['legacy']>;
    return partNames.legacy;
  }
  if (Object.keys(content)[0]?.startsWith('http://data.jobtechdev.se/')) {
    published.occupationCrosswalk = content as NonNullable<Published['occupationCrosswalk']>;
    return 'crosswalk of occupations to ESCO';
  }
  const concepts = (content as { data?: { concepts?: readonly PublishedConcept[] } }).data?.concepts;
  const first = concepts?.[0];
  if (!first) return undefined;
  if (first.type === 'ssyk-level-4' && concepts.some((c) => c.related)) {
    published.iscoOfGroups = concepts;
    return 'SSYK groups with ISCO groups';
  }
  const part = partOf(first);
  if (!part) return undefined;
  published.parts[part] = concepts;
  return partNames[part];
}

function partOf(first: PublishedConcept): Exclude<PartName, 'legacy'> | undefined {
  if (first.type === 'ssyk-level-1' && first.narrower) return 'hierarchy';
  if (first.substitutes) return 'substitutability';
  if (first.occupation_groups) return 'skillsOfGroups';
  if (first.type === 'skill') return 'skills';
  if (first.type === 'language') return 'languages';
  if (first.type === 'sun-education-level-1' && first.narrower) return 'educationLevels';
  if (first.type === 'sun-education-field-1' && first.narrower) return 'educationFields';
  if (first.type === 'keyword' && first.related) return 'keywords';
  return undefined;
}
