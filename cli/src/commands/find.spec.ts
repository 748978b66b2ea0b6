import { expect, it, jest } from '@jest/globals';
import type { Language } from '../words.js';
import { find } from './find.js';

const folder = '/nowhere';

function printed(text: string, { json = false, language = 'sv' as Language, limit = '2' } = {}): string {
  const log = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  try {
    find('municipality', text, { json, language, limit, folder });
    return log.mock.calls.join('\n');
  } finally {
    log.mockRestore();
  }
}

it('what is found is printed with its id and the reason, in the language asked for', () => {
  expect(printed('ornskoldsvik')).toBe('2284  Örnsköldsvik  namn');
  expect(printed('2284', { language: 'en' })).toBe('2284  Örnsköldsvik  other word: 2284');
  expect(printed('qwertyuiop')).toBe('Inga träffar.');
});

it('one JSON document has what was asked and what was found', () => {
  const hits = [{ id: '2284', label: 'Örnsköldsvik', because: 'label', text: null }];
  expect(JSON.parse(printed('ornskoldsvik', { json: true }))).toEqual({
    kind: 'municipality',
    text: 'ornskoldsvik',
    hits,
  });
});

it('no more is printed than asked for, and a limit that is no number is refused', () => {
  expect(printed('sk', { limit: '3' }).split('\n')).toHaveLength(3);
  expect(() => printed('s', { limit: 'all' })).toThrow('--limit all is not a number of entries');
});
