import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..');

/** A copy of the rules and of the sources to test them on, because other tests read the project's folder meanwhile. */
const copy = mkdtempSync(join(tmpdir(), 'lotsen-import-rules-'));
const rules = ['biome.json', 'package.json', 'tsconfig.base.json', 'tsconfig.spec.json', '.dependency-cruiser.json'];
const sources = ['matching', 'vacancies', 'validations'].map((name) => join('services', name, 'src'));

beforeAll(() => {
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const path of [...rules, ...sources, 'libs/platform/src', 'libs/messaging/src', 'libs/matching-engine/src']) {
    cpSync(join(root, path), join(copy, path), { recursive: true });
  }
});

afterAll(() => rmSync(copy, { recursive: true }));

/** The linter's output for a line, which is planted in that folder while the linter runs. */
function lint(folder: string, line: string, name = 'planted.ts'): string {
  const file = join(folder, name);
  writeFileSync(join(copy, file), `${line}\nexport const used = x;\n`);
  const { stdout, stderr } = spawnSync(join(root, 'node_modules/.bin/biome'), ['lint', file], {
    cwd: copy,
    encoding: 'utf8',
  });
  rmSync(join(copy, file));
  return stdout + stderr;
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
});

describe('the clock', () => {
  it.each(['const x = Date.now();', 'const x = new Date();', 'const x = performance.now();'])(
    'a controller does not read it: %s',
    (line) => {
      const linted = lint('services/vacancies/src/vacancy', line, 'planted.controller.ts');
      expect(linted).toContain('A controller reads no clock');
    },
  );

  it('a service may', () => {
    expect(lint('services/vacancies/src/vacancy', 'const x = Date.now();', 'planted.ts')).not.toContain('clock');
  });
});

const matching = 'services/matching/src';
/** A breach of each rule of dependency-cruiser: the file, and the line planted in it. `allowed` has no breaches. */
const breaches = {
  'no-circle': ['services/vacancies/src/vacancy/breach-too.ts', "import type { X as x } from './breach.js';"],
  'projection-keeps': [`${matching}/projection/breach.ts`, "import { Lists as x } from '../matches/lists.js';"],
  'facts-tell-the-engine': [
    `${matching}/facts/breach.ts`,
    "import { Projection as x } from '../projection/projection.js';",
  ],
  'the-engine-stands-alone': [`${matching}/engine/breach.ts`, "import { FactBase as x } from '../facts/fact-base.js';"],
  'shortage-beside-facts': [`${matching}/shortage/breach.ts`, "import { Labels as x } from '../matches/labels.js';"],
  'matches-ask': [`${matching}/matches/breach.ts`, "import { Proposals as x } from '../proposals/proposals.js';"],
  'proposals-ask': [
    `${matching}/proposals/breach.ts`,
    "import { Projection as x } from '../projection/projection.js';",
  ],
  'counts-count': [`${matching}/counts/breach.ts`, "import { Lists as x } from '../matches/lists.js';"],
  'engine-by-its-port': [`${matching}/matches/breach-too.ts`, "import { assess as x } from '@lotsen/matching-engine';"],
  'controller-and-its-store': [
    'services/validations/src/case/breach.controller.ts',
    "import { OutcomeStore as x } from '../outcome/outcome.store.js';",
  ],
  'controller-and-no-database': [
    'services/vacancies/src/vacancy/breach.controller.ts',
    "import { DataSource as x } from 'typeorm';",
  ],
  'folders-by-their-index': [
    'libs/platform/src/persons/breach.ts',
    "import { Turns as x } from '../background/turns.js';",
  ],
  'kafkajs-in-its-folder': ['libs/messaging/src/publishing/breach.ts', "import { Kafka as x } from 'kafkajs';"],
  'kafka-by-its-entry': [
    'libs/messaging/src/consuming/breach.ts',
    "import { KafkaTransport as x } from '../log/kafka/index.js';",
  ],
  'packages-by-their-name': [
    'services/vacancies/src/vacancy/breach-of-packages.ts',
    "import { Turns as x } from '../../../../libs/platform/src/index.js';",
  ],
  'tests-alone': [
    'services/vacancies/src/vacancy/breach-of-tests.ts',
    "import { homeCare as x } from '@lotsen/testing/concepts';",
  ],
} as const;
const allowed = [
  ['libs/platform/src/persons/allowed.ts', "import { Turns as x } from '../background/index.js';"],
  ['services/vacancies/src/vacancy/allowed.spec.ts', "import { homeCare as x } from '@lotsen/testing/concepts';"],
  [`${matching}/facts/allowed.ts`, "import { ENGINE as x } from '../engine/engine.js';"],
  [`${matching}/engine/allowed.ts`, "import { ExactEngine as x } from '@lotsen/matching-engine';"],
  ['services/validations/src/case/allowed.controller.ts', "import { CaseStore as x } from './case.store.js';"],
] as const;

describe('the arrows between rooms', () => {
  const back = [
    'services/vacancies/src/vacancy/breach.ts',
    "import { used as x } from './breach-too.js';\nexport type X = 1;",
  ] as const;
  const planted = [...Object.values(breaches), back, ...allowed];
  let said = '';

  beforeAll(() => {
    for (const [path, line] of planted) writeFileSync(join(copy, path), `${line}\nexport const used = x;\n`);
    const args = ['--config', '.dependency-cruiser.json', ...planted.map(([path]) => path)];
    said = spawnSync(join(root, 'node_modules/.bin/depcruise'), args, { cwd: copy, encoding: 'utf8' }).stdout;
  });

  it.each(Object.entries(breaches))('%s: a breach is found', (rule, [path]) => {
    expect(said).toContain(`error ${rule}: ${path}`);
  });

  it('what the rules allow is no breach', () => {
    for (const [path] of allowed) expect(said).not.toContain(path);
  });

  it('every rule has a breach here', () => {
    const { forbidden } = JSON.parse(readFileSync(join(root, '.dependency-cruiser.json'), 'utf8'));
    expect(forbidden.map(({ name }: { name: string }) => name).sort()).toEqual(Object.keys(breaches).sort());
  });
});
