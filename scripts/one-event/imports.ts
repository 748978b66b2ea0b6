import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { root } from './demo-system.js';

/**
 * The built files of the project from which a built file imports values. A name that a package's index re-exports is
 * followed to the file that defines it. Built files import no types, and have only the few forms of import that the
 * compiler writes.
 */
export function importsOf(file: string): string[] {
  const statements = readFileSync(file, 'utf8').matchAll(/^import (?:(?:(\{[^}]*\})|[\w*\s,]+) from )?'([^']+)';$/gmu);
  return [...statements].flatMap(([, names = '', from = '']) => {
    if (from.startsWith('.')) return [resolve(dirname(file), from)];
    const [scope, name = '', entry] = from.split('/');
    if (scope !== '@lotsen') return [];
    const folder =
      ['libs', 'services'].map((kind) => join(root, kind, name, 'dist')).find((one) => existsSync(one)) ?? '';
    if (entry) return [join(folder, `${entry}.js`)];
    const found = handedThrough(join(folder, 'index.js'));
    return namesIn(names).flatMap((one) => found.get(one) ?? []);
  });
}

/** The file from which an index re-exports each name. */
function handedThrough(index: string): ReadonlyMap<string, string> {
  const statements = readFileSync(index, 'utf8').matchAll(/^export (\{[^}]*\}) from '([^']+)';$/gmu);
  return new Map(
    [...statements].flatMap(([, names = '', from = '']) =>
      namesIn(names).map((name) => [name, resolve(dirname(index), from)] as const),
    ),
  );
}

const namesIn = (list: string) => [...list.matchAll(/(\w+)(?: as \w+)?/gu)].map(([, name = '']) => name);
