import { describe, expect, it } from '@jest/globals';
import { linesOf } from './lines-of.js';

async function* chunks(...given: Buffer[]): AsyncGenerator<Buffer> {
  yield* given;
}
const read = async (longest: number, ...given: Buffer[]) => {
  const lines: string[] = [];
  for await (const line of linesOf(chunks(...given), longest)) lines.push(line);
  return lines;
};

describe('lines of a stream', () => {
  it('come whole, however the stream is cut, a letter in two included', async () => {
    const bytes = Buffer.from('å\n\nbö\nc');
    for (let cut = 0; cut <= bytes.length; cut++) {
      expect(await read(100, bytes.subarray(0, cut), bytes.subarray(cut))).toEqual(['å', '', 'bö', 'c']);
    }
    expect(await read(100, Buffer.from('a\n'))).toEqual(['a']);
  });

  it('one that never ends is not kept whole, and the next is as if it had', async () => {
    const endless = Array.from({ length: 1000 }, () => Buffer.from('x'.repeat(10)));
    const [long, next] = await read(25, ...endless, Buffer.from('\nnext\n'));
    expect(long?.length).toBe(30);
    expect(next).toBe('next');
  });
});
