import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The project's folder. Searched for, because this file runs both from its source and as a built file. */
export const root = upTo(import.meta.dirname);

function upTo(folder: string): string {
  if (existsSync(join(folder, 'nest-cli.json'))) return folder;
  if (folder === dirname(folder)) throw new Error('The project folder was not found.');
  return upTo(dirname(folder));
}
