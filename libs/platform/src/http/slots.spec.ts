import { describe, expect, it } from '@jest/globals';
import { Slots } from './slots.js';

const holder = (name: string, most = 2) => [{ name, most }];

describe('slots', () => {
  it('are as many as there are, and are taken again when they were given back', () => {
    const slots = new Slots(2);
    const first = slots.take(holder('a'));
    slots.take(holder('b'));
    expect(slots.take(holder('c'))).toBe('all-held');
    if (typeof first === 'string') throw new Error('A slot was free.');
    first();
    expect(typeof slots.take(holder('c'))).toBe('function');
  });

  it('are so many of one holder, whatever others hold', () => {
    const slots = new Slots(10);
    slots.take(holder('a'));
    slots.take(holder('a'));
    expect(slots.take(holder('a'))).toBe('own-held');
    expect(slots.take([...holder('b'), ...holder('a')])).toBe('own-held');
    expect(typeof slots.take(holder('b'))).toBe('function');
  });

  it('given back twice are given back once', () => {
    const slots = new Slots(2);
    const first = slots.take(holder('a'));
    slots.take(holder('b'));
    if (typeof first === 'string') throw new Error('A slot was free.');
    first();
    first();
    expect(typeof slots.take(holder('c'))).toBe('function');
    expect(slots.take(holder('d'))).toBe('all-held');
  });
});
