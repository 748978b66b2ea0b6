import { describe, expect, it } from '@jest/globals';
import { steadily } from './steadily.js';

const never = () => new Promise<never>(() => undefined);
async function* body(...chunks: string[]) {
  for (const chunk of chunks) yield Buffer.from(chunk);
  if (chunks.length < 2) await never();
}
const read = async (from: AsyncIterable<Buffer>, ms: number, signal: AbortSignal) => {
  const chunks: string[] = [];
  for await (const chunk of steadily(from, ms, signal)) chunks.push(chunk.toString());
  return chunks;
};

describe('a body', () => {
  const going = () => new AbortController().signal;

  it('is read as it comes, however long the consumer takes', async () => {
    const chunks: string[] = [];
    for await (const chunk of steadily(body('a', 'b'), 30, going())) {
      await new Promise((resolve) => setTimeout(resolve, 60));
      chunks.push(chunk.toString());
    }
    expect(chunks).toEqual(['a', 'b']);
  });

  it('is refused where the next chunk does not come', async () => {
    await expect(read(body('a'), 20, going())).rejects.toMatchObject({
      status: 408,
      response: { code: 'body-stalled' },
    });
  });

  it('is given up when the signal is aborted, while it waits and before', async () => {
    const stop = new AbortController();
    const reading = read(body('a'), 60_000, stop.signal);
    setTimeout(() => stop.abort(new Error('The service stops.')), 20);
    await expect(reading).rejects.toThrow('The service stops.');
    await expect(read(body('a', 'b'), 60_000, stop.signal)).rejects.toThrow('The service stops.');
  });
});
