import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A secret that the settings do not name (never in production). It is kept in a file of the data folder, which is made
 * at first use.
 * @param make returns the content of a new file
 * @returns the content of the file
 */
export function keptSecret(dataFolder: string, name: string, make: () => string): string {
  const file = join(dataFolder, name);
  const kept = readIfThere(file);
  if (kept !== undefined) return kept;
  mkdirSync(dataFolder, { recursive: true });
  // The file gets its name only when it is complete: two services that start at once make one secret, and neither reads
  // half of it.
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
