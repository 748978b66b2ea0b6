import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { contentOf, type Summary, summaryInWords } from './import.js';

describe('a file that is read in', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lotsen-import-'));
  const file = join(folder, 'ads.jsonl');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is told to be too large where it is, and not to be of another encoding', () => {
    writeFileSync(file, '');
    truncateSync(file, 600_000_000);
    expect(() => contentOf(file)).toThrow('is larger than 500 MB: split it. Nothing was written.');
  });

  it('is text, in one of the encodings that people save', () => {
    for (const bytes of [Buffer.from([0x6c, 0xf6, 0x6e]), 'lön', '\ufefflön', Buffer.from('\ufefflön', 'utf16le')]) {
      writeFileSync(file, bytes);
      expect(contentOf(file)).toBe('lön');
    }
    writeFileSync(file, Buffer.from([0x89, 0x50, 0x00, 0x01]));
    expect(() => contentOf(file)).toThrow('Save it as CSV UTF-8');
  });
});

it('the summary of an import is in the language of the session', () => {
  const rejected = Array.from({ length: 21 }, (_, at) => ({ line: at + 1, code: 'not-an-ad', message: 'Fel.' }));
  const summary: Summary = { read: 26, created: 3, changed: 0, unchanged: 1, removed: 1, rejected };
  const [counts, first, ...rows] = summaryInWords(summary, 'sv').split('\n');
  expect([counts, first, rows.at(-1)]).toEqual([
    'lästa 26: nya 3, ändrade 0, oförändrade 1, borttagna 1, avvisade 21',
    '  rad 1  not-an-ad  Fel.',
    '  och 1 till: --json visar alla',
  ]);
  expect(summaryInWords(summary, 'en')).toContain('read 26: created 3, changed 0');
});
