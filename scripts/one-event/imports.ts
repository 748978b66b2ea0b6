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
    return imported ? namesIn(names, imported).map((name) => definedIn(imported, name)) : [];
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

/** The file that defines what `file` exports under that name: the file itself, unless it is an index. */
function definedIn(file: string, name: string): string {
  const from = isIndex(file) ? exportsOf(file).get(name) : undefined;
  return from ? definedIn(from, name) : file;
}

/** The file from which an index exports each name. */
function exportsOf(index: string): ReadonlyMap<string, string> {
  const statements = readFileSync(index, 'utf8').matchAll(/^export (\{[^}]*\}) from '([^']+)';$/gmu);
  return new Map(
    [...statements].flatMap(([, names = '', from = '']) =>
      namesIn(names, index).map((name) => [name, resolve(dirname(index), from)] as const),
    ),
  );
}

const isIndex = (file: string) => basename(file) === 'index.js';

/** The names in braces. A file that is not an index counts once, whatever is imported from it. */
const namesIn = (list: string, file: string): string[] =>
  isIndex(file) ? [...list.matchAll(/(\w+)(?: as \w+)?/gu)].map(([, name = '']) => name) : [''];
