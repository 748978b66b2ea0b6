import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { root } from './demo-system.js';

/**
 * The built files of the project from which a built file imports values. A name that an index exports is followed to
 * the file that defines it. Built files import no types, and have only the few forms of import that the compiler
 * writes.
 */
export function importsOf(file: string): string[] {
  const statements = readFileSync(file, 'utf8').matchAll(/^import (?:(?:(\{[^}]*\})|[\w*\s,]+) from )?'([^']+)';$/gmu);
  return [...statements].flatMap(([, names = '', from = '']) => {
    const imported = fileOf(file, from);
    if (!imported) return [];
    return isIndex(imported) ? namesIn(names).map(([name]) => definedIn(imported, name)) : [imported];
  });
}

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

/** The file that defines what an index exports under a name: the index itself, if it does not name another file. */
function definedIn(index: string, name: string): string {
  const from = exportsOf(index).get(name);
  if (!from) return index;
  return isIndex(from) ? definedIn(from, name) : from;
}

/** The file from which an index exports each name. */
function exportsOf(index: string): ReadonlyMap<string, string> {
  const statements = readFileSync(index, 'utf8').matchAll(/^export (\{[^}]*\}) from '([^']+)';$/gmu);
  return new Map(
    [...statements].flatMap(([, names = '', from = '']) =>
      namesIn(names).map(([, exported]) => [exported, resolve(dirname(index), from)] as const),
    ),
  );
}

const isIndex = (file: string) => basename(file) === 'index.js';

/** The names in braces, and for each the name after `as`, if there is one. */
const namesIn = (list: string) =>
  [...list.matchAll(/(\w+)(?: as (\w+))?/gu)].map(([, name = '', other = name]) => [name, other] as const);
