import { describe, expect, it } from '@jest/globals';
import { assertBounded, tooMuchIn } from './body.js';

const wrongIn = (value: unknown) => tooMuchIn(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)));
const fields = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`f${at}`, at]));

describe('what a body may hold', () => {
  it('is nested at most 32 levels deep', () => {
    expect(wrongIn('['.repeat(32) + ']'.repeat(32))).toBeUndefined();
    expect(wrongIn('['.repeat(33) + ']'.repeat(33))).toBe('nested-too-deep');
  });

  it('has at most 250 fields in an object, the same one twice counted twice', () => {
    expect(wrongIn(fields(250))).toBeUndefined();
    expect(wrongIn(fields(251))).toBe('too-many-fields');
    expect(wrongIn(`{${Array.from({ length: 251 }, () => '"a":1').join(',')}}`)).toBe('too-many-fields');
  });

  it('has at most 2,000 elements in a list, and 100,000 values in all', () => {
    expect(wrongIn(Array.from({ length: 2000 }, () => ({})))).toBeUndefined();
    expect(wrongIn(Array.from({ length: 2001 }, () => 0))).toBe('too-many-elements');
    expect(wrongIn(Array.from({ length: 500 }, () => fields(201)))).toBe('too-many-values');
  });

  it('is counted outside of texts, quotes and backslashes in them included', () => {
    expect(wrongIn({ text: ','.repeat(5000) })).toBeUndefined();
    expect(wrongIn({ text: `${'"[{'.repeat(100)}\\` })).toBeUndefined();
  });

  it('is UTF-8: in another encoding more could be hidden from whoever counts bytes', () => {
    const thrown = (encoding: string) => {
      try {
        return assertBounded(Buffer.from('{}'), encoding);
      } catch (error) {
        return error;
      }
    };
    expect(thrown('utf-8')).toBeUndefined();
    for (const encoding of ['utf-16', 'utf-16le', 'utf-16be', 'utf-7', 'utf-32']) {
      expect(thrown(encoding)).toMatchObject({ status: 415, type: 'charset.unsupported' });
    }
  });

  it('is not guessed from text that is no JSON', () => {
    for (const text of [']]]]', '}{', ',,,,', '"', '', '[,,,]', '{"a"']) expect(() => wrongIn(text)).not.toThrow();
  });
});
