import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..');
const rows = readFileSync(join(root, 'docs', 'words.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && line.includes('`'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, terms = '', , what = '', place = '']) => ({
    terms: terms.split(', '),
    what,
    file: place.replaceAll('`', ''),
  }));

describe('the glossary', () => {
  it('has one row for each term', () => {
    const terms = rows.flatMap((row) => row.terms);
    expect(terms.length).toBeGreaterThan(30);
    expect(new Set(terms).size).toBe(terms.length);
  });

  it.each(rows.map((row) => [row.terms.join(', '), row] as const))(
    '%s stands where the table says',
    (_, { terms, what, file }) => {
      expect([file, existsSync(join(root, file))]).toEqual([file, true]);
      expect(what).toMatch(/^[A-Z].+\.$/u);
      const source = readFileSync(join(root, file), 'utf8').toLowerCase();
      // The forms that the term has in names and in sentences.
      const isThere = (term: string) =>
        [term, term.replaceAll(' ', ''), term.replaceAll(' ', '-'), term.replaceAll(' ', '_')].some((one) =>
          source.includes(one),
        );
      expect(terms.filter(isThere).length).toBeGreaterThan(0);
    },
  );
});
