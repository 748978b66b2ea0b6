import { HttpException } from '@nestjs/common';
import { stalled } from '../http/index.js';

/**
 * The chunks of a body as they come.
 * @throws HttpException (408) if the next chunk does not come within `ms`; the time that the consumer takes between chunks
 * does not count
 * @throws the reason of the signal once that is aborted
 */
export async function* steadily(body: AsyncIterable<Buffer>, ms: number, signal: AbortSignal): AsyncGenerator<Buffer> {
  const chunks = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      signal.throwIfAborted();
      let giveUp = () => {};
      const next = await Promise.race([
        chunks.next(),
        new Promise<never>((_, failed) => {
          const late = setTimeout(() => failed(new HttpException(stalled, stalled.status)), ms);
          const aborted = () => failed(signal.reason);
          signal.addEventListener('abort', aborted);
          giveUp = () => {
            clearTimeout(late);
            signal.removeEventListener('abort', aborted);
          };
        }),
      ]).finally(() => giveUp());
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // A body that has stalled may wait for its next chunk for ever, so its end is not awaited.
    void chunks.return?.()?.catch(() => undefined);
  }
}
