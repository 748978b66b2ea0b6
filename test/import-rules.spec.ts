import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { importCycles, sourcesUnder } from './import-cycles.js';

const root = join(import.meta.dirname, '..');

/** What the linter says of a line, planted in that folder for as long as it looks. */
function lint(folder: string, line: string): string {
  const file = join(root, folder, 'planted-by-a-test.ts');
  writeFileSync(file, `${line}\nexport const used = x;\n`);
  try {
    const { stdout, stderr } = spawnSync(join(root, 'node_modules/.bin/biome'), ['lint', file], {
      cwd: root,
      encoding: 'utf8',
    });
    return stdout + stderr;
  } finally {
    rmSync(file);
  }
}

describe('the import rules', () => {
  it.each([
    ['a library never imports a service', 'libs/platform/src', "import { x } from '@lotsen/vacancies';"],
    ['a service never imports another', 'services/vacancies/src', "import { x } from '@lotsen/matching';"],
    [
      'a service never reaches into another',
      'services/vacancies/src',
      "import { x } from '../../../services/portal/src/portal.js';",
    ],
    ['the engine imports no framework', 'libs/matching-engine/src', "import { x } from '@nestjs/common';"],
    ['the engine imports no I/O', 'libs/matching-engine/src', "import { x } from 'node:fs';"],
    [
      'the engine imports no other library of ours',
      'libs/matching-engine/src',
      "import { x } from '@lotsen/contracts';",
    ],
  ])('%s', (_name, file, line) => expect(lint(file, line)).toContain('noRestrictedImports'));

  it.each([
    ['a service imports libraries', 'services/vacancies/src', "import { x } from '@lotsen/platform';"],
    [
      'the engine imports itself and the reference',
      'libs/matching-engine/src',
      "import { x } from '@lotsen/reference';",
    ],
    ['the engine imports its own files', 'libs/matching-engine/src', "import { x } from './facts.js';"],
  ])('%s', (_name, file, line) => expect(lint(file, line)).not.toContain('noRestrictedImports'));

  it('no file imports itself, by way of however many others', () => {
    const sources = sourcesUnder(root);
    expect(sources.size).toBeGreaterThan(400);
    expect(importCycles(sources)).toEqual([]);
  });

  it.each([
    ['two files', ["import { b } from './b.js'", "import { a } from './a.js'"]],
    ['three files', ["import { b } from './b.js'", "export * from './deep/c.js'", "import { a } from '../a.js'"]],
    ['two files by a type alone', ["import type { B } from './b.js'", "import { type A } from './a.js'"]],
    ['two files by an import at run time', ["export const b = () => import('./b.js')", "import { a } from './a.js'"]],
    ['one file', ["import { a } from './a.js'"]],
  ])('a circle of %s is found among all that is right', (_name, texts) => {
    const folder = 'services/vacancies/src/vacancy/';
    const paths = ['a.ts', 'b.ts', 'deep/c.ts'].slice(0, texts.length).map((path) => folder + path);
    const planted = new Map([...sourcesUnder(root), ...paths.map((path, at) => [path, texts[at] as string] as const)]);
    expect(importCycles(planted)).toEqual([[...paths, paths[0]]]);
  });
});
