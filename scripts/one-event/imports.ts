import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { root } from './demo-system.js';

/**
<<<<<<< HEAD
 * The built files of the project that a built file takes values from. A name that an index exports is followed to the
 * file that defines it. Types are gone from what is built. Reads what the compiler writes, so the forms are few.
=======
 * The built files of the project from which a built file imports values. A name that a package's index re-exports is
 * followed to the file that defines it. Built files import no types, and have only the few forms of import that the
 * compiler writes.
>>>>>>> 2167a92dd4f602e5532a9a36eea6b9daa056ab8e
 */
export function importsOf(file: string): string[] {
  const statements = readFileSync(file, 'utf8').matchAll(/^import (?:(?:(\{[^}]*\})|[\w*\s,]+) from )?'([^']+)';$/gmu);
  return [...statements].flatMap(([, names = '', from = '']) => {
    const imported = fileOf(file, from);
    return imported ? namesIn(names, imported).map((name) => definedIn(imported, name)) : [];
  });
}

<<<<<<< HEAD
/** The built file that an import names; undefined if it is not one of the project. */
function fileOf(importer: string, from: string): string | undefined {
  if (from.startsWith('.')) return resolve(dirname(importer), from);
  const [scope, name = '', entry = ''] = from.split('/');
  if (scope !== '@lotsen') return undefined;
  const folders = ['libs', 'services'].map((kind) => join(root, kind, name, 'dist'));
  return folders
    .flatMap((folder) => [join(folder, `${entry || 'index'}.js`), join(folder, entry, 'index.js')])
    .find((one) => existsSync(one));
}

/** The file that defines what `file` exports under that name: the file itself, unless it is an index. */
function definedIn(file: string, name: string): string {
  const from = isIndex(file) ? exportsOf(file).get(name) : undefined;
  return from ? definedIn(from, name) : file;
}

/** By name, the file from which an index exports it. */
function exportsOf(index: string): ReadonlyMap<string, string> {
=======
/** The file from which an index re-exports each name. */
function handedThrough(index: string): ReadonlyMap<string, string> {
>>>>>>> 2167a92dd4f602e5532a9a36eea6b9daa056ab8e
  const statements = readFileSync(index, 'utf8').matchAll(/^export (\{[^}]*\}) from '([^']+)';$/gmu);
  return new Map(
    [...statements].flatMap(([, names = '', from = '']) =>
      namesIn(names, index).map((name) => [name, resolve(dirname(index), from)] as const),
    ),
  );
}

const isIndex = (file: string) => basename(file) === 'index.js';

/** The names in braces. A file that is no index counts once, whatever is imported from it. */
const namesIn = (list: string, file: string): string[] =>
  isIndex(file) ? [...list.matchAll(/(\w+)(?: as \w+)?/gu)].map(([, name = '']) => name) : [''];
