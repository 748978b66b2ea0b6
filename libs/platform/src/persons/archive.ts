import { join } from 'node:path';
import { writeDurably } from './durable-file.js';

/**
 * Exports one record of a person to the archive. The file is durable when this returns. If the same record is exported
 * again, it overwrites its file.
 * @param folder the archive; each person has a folder in it, named by the random id
 */
export function archive(folder: string, candidate: string, name: string, record: object): void {
  writeDurably(join(folder, candidate, `${name}.json`), `${JSON.stringify(record, null, 2)}\n`);
}
