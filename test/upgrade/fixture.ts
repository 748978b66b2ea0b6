import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { databaseUrlOf, ensureDatabase } from '@lotsen/persistence';
import { rows } from '@lotsen/testing/leaks';
import type { Ids, Lists } from './answers.mjs';

/** The data and the answers of a release. README.md says how the fixture was made. */
export interface Fixture {
  /** A key made for the fixture. It has never protected real data. */
  readonly vaultKey: string;
  readonly ids: Ids;
  readonly names: Readonly<Record<string, string>>;
  readonly lists: Lists;
  readonly explanations: Readonly<Record<string, object>>;
  /** How many states matching held, by topic. */
  readonly held: Readonly<Record<string, number>>;
  /** One hash over all its lists, and the day for which they were computed. */
  readonly projection: { readonly hash: string; readonly asOf: string };
  readonly deadLetters: readonly { readonly id: string; readonly code: string }[];
}

const unpacked = (path: string) => gunzipSync(readFileSync(path)).toString('utf8');
const folderOf = (release: string) => join(import.meta.dirname, release);

export function fixtureOf(release: string): Fixture {
  return JSON.parse(unpacked(join(folderOf(release), 'answers.json.gz'))) as Fixture;
}

/** Restores the databases of a release on an empty server, as they were when the release was killed. */
export async function restore(release: string, server: string): Promise<void> {
  for (const file of readdirSync(folderOf(release)).filter((name) => name.endsWith('.sql.gz'))) {
    const name = file.replace('.sql.gz', '');
    await ensureDatabase(server, name);
    await rows(databaseUrlOf(server, name), unpacked(join(folderOf(release), file)));
  }
}
