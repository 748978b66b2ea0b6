import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';

const isBuilt = basename(import.meta.dirname) === 'dist';
export const root = join(import.meta.dirname, isBuilt ? '../../..' : '../..');

/** Loads a module that no package exports, by its source file: the built file if this one is built, else the source. */
export function load<Module>(source: string): Promise<Module> {
  const file = isBuilt ? source.replace('/src/', '/dist/').replace(/\.ts$/u, '.js') : source;
  return import(pathToFileURL(join(root, file)).href) as Promise<Module>;
}

/** The sources under a folder, without tests, sorted by name so that the order is the same on every machine. */
export function sourcesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('spec.ts'))
    .map((file) => join(folder, file))
    .sort();
}

export const textOf = (source: string): string => readFileSync(join(root, source), 'utf8');

export const parsed = (source: string): ts.SourceFile =>
  ts.createSourceFile(source, textOf(source), ts.ScriptTarget.ES2023, true);

/** The doc comment before a declaration, on one line; undefined where there is none. */
export function commentOn(node: ts.Node): string | undefined {
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const text = ts.getTextOfJSDocComment(comments.at(-1)?.comment);
  return text?.replace(/\s+/gu, ' ').trim() || undefined;
}
