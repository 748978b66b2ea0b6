import { StringDecoder } from 'node:string_decoder';

/** The stream stopped: nothing came for longer than it may take. */
export class Stalled extends Error {
  override readonly name = 'Stalled';
}

/**
 * The chunks of a stream as they come.
 * @throws Stalled where the next one is awaited for longer than that: whoever reads slowly waits for nobody
 */
export async function* steadily(stream: AsyncIterable<Buffer>, ms: number): AsyncGenerator<Buffer> {
  const chunks = stream[Symbol.asyncIterator]();
  try {
    for (;;) {
      let late: NodeJS.Timeout | undefined;
      const next = await Promise.race([
        chunks.next(),
        new Promise<never>((_, failed) => {
          late = setTimeout(() => failed(new Stalled(`Nothing came for ${ms} ms.`)), ms);
        }),
      ]).finally(() => clearTimeout(late));
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // A stream that stalled is waiting for its next chunk still, and would for ever.
    void chunks.return?.();
  }
}

/** The lines of a stream of UTF-8. Of a line longer than `longest` a beginning that is longer than that: it is not kept whole. */
export async function* linesOf(stream: AsyncIterable<Buffer>, longest: number): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let line = '';
  for await (const chunk of stream) {
    const text = decoder.write(chunk);
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      yield line + text.slice(from, end);
      line = '';
      from = end + 1;
    }
    if (line.length <= longest) line += text.slice(from);
  }
  line += decoder.end();
  if (line !== '') yield line;
}
