import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Exports one record of a person to the archive. The file is durable when this returns. If the same record is exported
 * again, it overwrites its file.
 * @param folder the archive; each person has a folder in it, named by the random id
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
  // The name of a file is durable only after an fsync of its folder.
  for (const path of [own, folder]) {
    const directory = openSync(path, 'r');
    fsyncSync(directory);
    closeSync(directory);
  }
}
