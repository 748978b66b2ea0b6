import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A secret of an installation that names none of its own (never in production): a file of the data folder, made at first use.
 * @param make what it holds then
 * @returns what it holds
 */
export function keptSecret(dataFolder: string, name: string, make: () => string): string {
  const file = join(dataFolder, name);
  const kept = readIfThere(file);
  if (kept !== undefined) return kept;
  mkdirSync(dataFolder, { recursive: true });
  // It has its name only once it is whole: two services that start at once make one secret, and neither reads half of it.
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, make(), { flag: 'wx', mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  return readFileSync(file, 'utf8');
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
