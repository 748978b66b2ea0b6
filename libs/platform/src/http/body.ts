import type { RequestHandler } from 'express';
import { refuse } from './limits.js';
import type { Problem } from './problem.js';

/** The limits of a JSON body. They bound the work of the code that walks and checks it. */
const most = {
  /** Levels of nesting; more would exhaust the stack of recursive code. */
  depth: 32,
  /** Fields of one object. */
  fields: 250,
  /** Elements of one list. */
  elements: 2000,
  /** Fields and elements in all. */
  values: 100_000,
};

type Wrong = 'nested-too-deep' | 'too-many-fields' | 'too-many-elements' | 'too-many-values';

/**
 * Returns which limit a JSON text exceeds; undefined if none. It counts the commas of each level, byte by byte, before
 * the text is parsed.
 */
export function tooMuchIn(json: Buffer): Wrong | undefined {
  const members: number[] = [];
  const isList: boolean[] = [];
  let values = 0;
  let inText = false;
  for (let at = 0; at < json.length; at++) {
    const letter = json[at];
    if (inText) {
      if (letter === 0x5c) at++;
      else if (letter === 0x22) inText = false;
    } else if (letter === 0x22) inText = true;
    else if (letter === 0x5b || letter === 0x7b) {
      if (members.length >= most.depth) return 'nested-too-deep';
      isList.push(letter === 0x5b);
      members.push(1);
      values += 1;
    } else if (letter === 0x5d || letter === 0x7d) {
      isList.pop();
      members.pop();
    } else if (letter === 0x2c && members.length > 0) {
      const level = members.length - 1;
      const count = (members[level] as number) + 1;
      members[level] = count;
      values += 1;
      if (count > (isList[level] ? most.elements : most.fields)) {
        return isList[level] ? 'too-many-elements' : 'too-many-fields';
      }
    }
    if (values > most.values) return 'too-many-values';
  }
  return undefined;
}

/**
 * For the parser's `verify`: the parser answers with the error that this throws. Only UTF-8 is accepted: other
 * encodings are not JSON between systems (RFC 8259, 8.1), and in them a body could evade the count of bytes.
 */
export function assertBounded(json: Buffer, encoding: string): void {
  if (encoding !== 'utf-8') throw Object.assign(new Error('not UTF-8'), { status: 415, type: 'charset.unsupported' });
  const wrong = tooMuchIn(json);
  if (wrong) throw Object.assign(new Error(wrong), { status: wrong === 'nested-too-deep' ? 400 : 413, type: wrong });
}

const stalledAfterMs = 5_000;
const wholeAfterMs = 60_000;

/**
 * Ends a request whose body stops arriving, or takes more than a minute. It leaves out NDJSON (an import): the handler
 * reads that line by line, and may be slower than the sender.
 */
export const bodyInTime: RequestHandler = (request, response, next) => {
  if (request.complete || request.is('application/x-ndjson')) return next();
  const began = performance.now();
  let seen = request.socket.bytesRead;
  const watching = setInterval(() => {
    const read = request.socket.bytesRead;
    if (request.complete) clearInterval(watching);
    else if (read === seen || performance.now() - began > wholeAfterMs) {
      clearInterval(watching);
      refuse(request, response, stalled);
      // A handler that still reads the body sees its stream end.
      response.once('finish', () => request.destroy());
    }
    seen = read;
  }, stalledAfterMs);
  response.once('close', () => clearInterval(watching));
  next();
};

export const stalled: Problem = {
  status: 408,
  code: 'body-stalled',
  detail: { sv: 'Innehållet slutade komma.', en: 'The content stopped coming.' },
  hint: { sv: 'Skicka om det, med samma Idempotency-Key.', en: 'Send it again, with the same Idempotency-Key.' },
};
