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

  it('is not guessed from text that is no JSON', () => {
    for (const text of [']]]]', '}{', ',,,,', '"', '', '[,,,]', '{"a"']) expect(() => wrongIn(text)).not.toThrow();
  });

  it('is counted as it will be read: in UTF-8, and in no other charset, whose bytes look otherwise', () => {
    // An escaped quote in UTF-16 ends the text for whoever counts bytes: what follows would count as text.
    const nested = `{"a":"\\"","facts":${'['.repeat(1000)}${']'.repeat(1000)}}`;
    for (const charset of ['utf-16le', 'utf-16', 'utf-32', 'utf-7']) {
      const read = () => assertBounded(Buffer.from(nested, 'utf16le'), charset);
      expect(read).toThrow('charset.unsupported');
    }
    expect(() => assertBounded(Buffer.from('{}'), 'utf-8')).not.toThrow();
  });
});
