import { StringDecoder } from 'node:string_decoder';

/** No data came from the stream for longer than the limit. */
export class Stalled extends Error {
  override readonly name = 'Stalled';
}

/**
 * The chunks of a stream as they come.
 * @throws Stalled if the next chunk does not come within `ms`; the time that the consumer takes between chunks does not
 * count
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
    // A stalled stream may wait for its next chunk for ever, so its return is not awaited.
    void chunks.return?.();
  }
}

/**
 * The lines of a UTF-8 stream. A line longer than `longest` is not kept whole: only a beginning of it, itself longer
 * than `longest`, is returned.
 */
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
