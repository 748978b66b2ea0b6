import { StringDecoder } from 'node:string_decoder';

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
