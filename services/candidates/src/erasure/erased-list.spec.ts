import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ErasedList } from './erased-list.js';

const [one, other] = ['5f0c2f6e-4d5b-4a33-9d53-0f5b1d6f2a01', '5f0c2f6e-4d5b-4a33-9d53-0f5b1d6f2a02'] as const;

describe('the list of erased persons', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lotsen-erased-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is empty before the first erasure', () => expect(new ErasedList(folder).all()).toEqual([]));

  it('names each person once, also after a restart', () => {
    new ErasedList(folder).add([one, other]);
    new ErasedList(folder).add([one]);
    expect(new ErasedList(folder).all()).toEqual([one, other]);
  });

  it('names the next person too after a crash has cut a line short', () => {
    const list = new ErasedList(folder);
    list.add([one]);
    appendFileSync(join(folder, 'erased-persons'), other.slice(0, 20));
    list.add([other]);
    expect(list.all()).toEqual([one, other]);
  });
});
