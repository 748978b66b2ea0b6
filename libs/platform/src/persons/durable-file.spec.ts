import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { appendDurably, writeDurably } from './durable-file.js';

describe('a file that has to be on disk', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lotsen-durable-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is appended to, or replaced, in folders that nobody else may read', () => {
    const [list, record] = [join(folder, 'a', 'b', 'list'), join(folder, 'a', 'c', 'record')];
    appendDurably(list, 'one\n');
    appendDurably(list, 'two\n');
    writeDurably(record, 'first');
    writeDurably(record, 'second');
    expect([readFileSync(list, 'utf8'), readFileSync(record, 'utf8')]).toEqual(['one\ntwo\n', 'second']);
    expect(readdirSync(join(folder, 'a', 'c'))).toEqual(['record']);
    expect([statSync(list).mode & 0o777, statSync(join(folder, 'a')).mode & 0o777]).toEqual([0o600, 0o700]);
  });

  it('stays what it was if it cannot be replaced', () => {
    mkdirSync(join(folder, 'taken'));
    expect(() => writeDurably(join(folder, 'taken'), 'text')).toThrow();
    expect(statSync(join(folder, 'taken')).isDirectory()).toBe(true);
    expect(readdirSync(folder)).toEqual(['taken']);
  });
});
