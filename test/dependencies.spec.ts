import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';

const lock = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, unknown>>;
};
/** Packages that report each installation to a third party. */
const telling = ['@scarf/scarf'];

it('nothing that is installed tells anybody that it was', () => {
  const names = Object.keys(lock.packages).map((path) => path.split('node_modules/').at(-1));
  expect(names.length).toBeGreaterThan(100);
  expect(names.filter((name) => telling.includes(name ?? ''))).toEqual([]);
});
