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
  const archive = join(folder, 'esco', 'esco-v1.1.1-relations-csv.zip');
  const csv = unzipSync(readFileSync(archive), { filter: ({ name }) => name === relations })[relations];
  if (!csv) throw new Error(`${archive} holds no ${relations}.`);
  published.escoSkills = [...strFromU8(csv).matchAll(/\/occupation\/([^,]+),(\w+),.*\/skill\/(\S+)/gu)].map(
    (match) => [match[1] as string, match[3] as string, match[2] === 'essential'] as const,
  );
  return published;
}
