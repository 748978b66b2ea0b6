import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '@lotsen/platform';
import {
  addPublished,
  buildTaxonomy,
  type CompactTaxonomy,
  loadReference,
  missingParts,
  type Published,
} from '@lotsen/reference';
import { CommandFailed, exitCodes } from '../exit-codes.js';
import { print } from '../output.js';
import type { Language } from '../words.js';
import { contentOf, type Summary, summaryInWords } from './import.js';

const notUsed = { sv: 'Lotsen använder ingen fil av det slaget.', en: 'Lotsen uses no file of this kind.' };
const readAtStart = {
  sv: 'Tjänsterna läser den när de startar nästa gång.',
  en: 'The services read it at their next start.',
};

/**
 * Builds the taxonomy from the published files into the reference folder of this installation. The services read it
 * at their next start.
 */
export function importTaxonomy(files: readonly string[], settings: Settings, json: boolean, language: Language): void {
  const published: Published = { parts: {}, origin: ['Arbetsförmedlingen: JobTech Taxonomy, open data'] };
  const unused: Summary['rejected'] = [];
  for (const file of files) {
    const content = contentOf(file);
    try {
      if (!addPublished(published, content)) {
        unused.push({ file, line: 1, code: 'not-used', message: notUsed[language] });
      }
    } catch {
      throw new CommandFailed(
        {
          sv: `${file} är ingen publicerad fil ur taxonomin. Inget skrevs.`,
          en: `${file} is no published file of the taxonomy. Nothing was written.`,
        },
        exitCodes.refused,
      );
    }
  }
  const missing = missingParts(published);
  if (missing.length > 0) {
    throw new CommandFailed(
      {
        sv: `Taxonomin är inte hel utan: ${missing.join('; ')}. Inget skrevs.`,
        en: `The taxonomy is not complete without: ${missing.join('; ')}. Nothing was written.`,
      },
      exitCodes.refused,
    );
  }
  const folder = settings.referenceFolder;
  const taxonomy = buildTaxonomy(published, new Date().toISOString().slice(0, 10));
  const summary = compare(taxonomy, settings.referenceFolder);
  summary.rejected = unused;
  mkdirSync(folder, { recursive: true });
  const draft = join(folder, 'taxonomy.json.new');
  writeFileSync(draft, JSON.stringify(taxonomy));
  renameSync(draft, join(folder, 'taxonomy.json'));
  print(json, summary, (result: Summary) => `${summaryInWords(result, language)}\n${readAtStart[language]}`);
  if (unused.length > 0) process.exitCode = exitCodes.partly;
}

/** Counts how the new concepts differ, by id, from those of the taxonomy in use. */
function compare(taxonomy: CompactTaxonomy, overlay: string | undefined): Summary {
  const present = loadReference(overlay);
  const summary: Summary = { read: 0, created: 0, changed: 0, unchanged: 0, removed: 0, rejected: [] };
  const count = (label: string, known: string | undefined) => {
    summary.read += 1;
    summary[known === undefined ? 'created' : known === label ? 'unchanged' : 'changed'] += 1;
  };
  for (const [id, label] of taxonomy.occupations) count(label, present.occupation(id)?.label);
  for (const [id, label] of taxonomy.skills) count(label, present.skill(id)?.label);
  const skills = new Set(taxonomy.skills.map(([id]) => id));
  for (const { id } of present.skills()) if (!skills.has(id)) summary.removed += 1;
  return summary;
}
