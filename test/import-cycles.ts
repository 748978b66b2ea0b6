import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';

/** The text of each source file, by its path from the root. */
export type Sources = ReadonlyMap<string, string>;

const folders = ['bench', 'cli', 'deploy', 'libs', 'scripts', 'services', 'test'];

export function sourcesUnder(root: string): Sources {
  const paths = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => posix.join(folder, path)),
  );
  const sources = paths.filter((path) => path.endsWith('.ts') && !/(^|\/)(node_modules|dist)\//u.test(path));
  return new Map(sources.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

/**
 * Each circle of files that import one another, types too, as the path that closes it. Packages cannot: their tsconfig names what
 * they build on, and tsc takes no circle there. (The linter's own rule, noImportCycles, is not used: it makes each run of the
 * linter, on one file as well, six times as costly.)
 */
export function importCycles(sources: Sources): string[][] {
  const cycles: string[][] = [];
  const done = new Set<string>();
  const follow = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) {
      cycles.push([...way.slice(way.indexOf(path)), path]);
      return;
    }
    if (done.has(path)) return;
    for (const next of importsOf(path, sources)) follow(next, [...way, path]);
    done.add(path);
  };
  for (const path of sources.keys()) follow(path, []);
  return cycles;
}

function importsOf(path: string, sources: Sources): string[] {
  return ts
    .preProcessFile(sources.get(path) ?? '')
    .importedFiles.filter(({ fileName }) => fileName.startsWith('.'))
    .map(({ fileName }) => posix.join(posix.dirname(path), fileName.replace(/\.js$/u, '.ts')))
    .filter((imported) => sources.has(imported));
}
