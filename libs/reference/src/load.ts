import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CompactSkillWords, CompactStopWords } from './compact.js';
import { EscoCrosswalk } from './esco.js';
import { KinshipTable } from './kinship.js';
import { LicenceRules } from './licence-rules.js';
import type { Model } from './model.js';
import { Places } from './places.js';
import { Reference } from './reference.js';
import { expandShortages } from './shortage.js';
import { type ModelVersion, newestModel } from './words.js';

const shipped = fileURLToPath(new URL('../data/', import.meta.url));

function read<T>(file: string, overlay: string | undefined): T {
  const replaced = overlay && join(overlay, file);
  return JSON.parse(readFileSync(replaced && existsSync(replaced) ? replaced : join(shipped, file), 'utf8')) as T;
}

/**
 * Loads the shipped reference data. A file of the same name in `overlay` (written by `lotsen import taxonomy`) replaces
 * a shipped one.
 * @throws when a file is missing or damaged.
 */
export function loadReference(overlay?: string): Reference {
  return new Reference(
    read('taxonomy.json', overlay),
    new Places(read('geography.json', overlay), read('travel.json', overlay)),
    new LicenceRules(read('licences.json', overlay)),
    expandShortages(read('shortage.json', overlay)),
    new KinshipTable(read('kinship-2.json', overlay)),
    read('profiles-2.json', overlay),
    () => new EscoCrosswalk(read('esco.json', overlay)),
    read('equivalents.json', overlay),
  );
}

/** Loads a shipped version of the matching model, or the one of that version in `overlay`. */
export function loadModel(overlay?: string, version: ModelVersion = newestModel): Model {
  return read(`model-${version}.json`, overlay);
}

/** By what else than labels the skills are found in texts, and which spellings find none. */
export interface SkillWords {
  readonly words: CompactSkillWords['words'];
  readonly stopped: CompactStopWords['stopped'];
}

export function loadSkillWords(): SkillWords {
  const { words } = read<CompactSkillWords>('skill-words.json', undefined);
  const { stopped } = read<CompactStopWords>('stop-words.json', undefined);
  return { words, stopped };
}

/** A validation profile that is shipped for the demo, and marked as such wherever it shows. */
export interface DemoValidationProfile {
  readonly name: string;
  readonly process: string;
  readonly saidBy: string;
  readonly units: readonly {
    readonly unit: string;
    readonly label: string;
    readonly points: number | null;
    readonly skills: readonly string[];
  }[];
}

export function demoValidationProfiles(): DemoValidationProfile[] {
  return read('validation-profiles.json', undefined);
}
