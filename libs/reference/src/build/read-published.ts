import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { addPublished, type Published } from './published.js';

const relations = 'occupationSkillRelations.csv';

/** Reads taxonomy/, crosswalk/ and esco/ of a folder of published files. */
export function readPublished(folder: string): Published {
  const published: Published = {
    parts: {},
    origin: [
      'Arbetsförmedlingen: JobTech Taxonomy, open data',
      'Arbetsförmedlingen: JobTech concepts to ESCO 1.1.1, open data',
    ],
  };
  for (const part of ['taxonomy', 'crosswalk']) {
    for (const file of readdirSync(join(folder, part)).sort()) {
      addPublished(published, readFileSync(join(folder, part, file), 'utf8'));
    }
  }
  const csv = unzipped(folder, 'relations', relations);
  published.escoSkills = [...csv.matchAll(/\/occupation\/([^,]+),(\w+),.*\/skill\/(\S+)/gu)].map(
    (match) => [match[1] as string, match[3] as string, match[2] === 'essential'] as const,
  );
  return published;
}

/** A file of one of ESCO's archives. */
export function unzipped(folder: string, archive: 'classification-en' | 'relations', file: string): string {
  const path = join(folder, 'esco', `esco-v1.1.1-${archive}-csv.zip`);
  const content = unzipSync(readFileSync(path), { filter: ({ name }) => name === file })[file];
  if (!content) throw new Error(`${path} holds no ${file}.`);
  return strFromU8(content);
}
