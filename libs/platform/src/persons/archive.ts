import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Exports one record of a person to the archive, durable when it returns. The same record again is the same file.
 * @param folder the archive; each person has a folder under it, named by the random id
 */
export function archive(folder: string, candidate: string, name: string, record: object): void {
  const own = join(folder, candidate);
  mkdirSync(own, { recursive: true, mode: 0o700 });
  const file = openSync(join(own, `${name}.json`), 'w', 0o600);
  try {
    writeSync(file, `${JSON.stringify(record, null, 2)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  // The names of files are durable once their folders are.
  for (const path of [own, folder]) {
    const directory = openSync(path, 'r');
    fsyncSync(directory);
    closeSync(directory);
  }
}
