import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { type Api, answerOf, type Connection } from '../client.js';
import { CommandFailed, exitCodes } from '../exit-codes.js';
import { untilOver, whyNot } from '../jobs.js';
import { assertReadable, contentOf, empty, importParts, type Line, type Part, partsOf, type Sent } from './import.js';

type Body = string | ReadableStream<Uint8Array>;

/** How much of a file is looked at to tell how its ads stand in it. */
const headBytes = 64 * 1024;
const mark = Buffer.from([0xef, 0xbb, 0xbf]);

/** Reads job ads, one JSON object a line, or a JSON document of JobSearch or JobStream. */
export async function importAds(
  files: readonly string[],
  connection: Connection,
  json: boolean,
  pastAsOpen: boolean,
): Promise<void> {
  const send = async (body: Body, api: Api, onProgress: (done: number) => void): Promise<Sent> => {
    const started = await answerOf(
      api.POST('/v1/vacancies/import', {
        params: { query: pastAsOpen ? { past: 'open' } : {} },
        headers: { 'content-type': 'application/x-ndjson' },
        body: body as string,
        bodySerializer: (given) => given,
        duplex: 'half',
      }),
    );
    const ask = (id: string) => answerOf(api.GET('/v1/vacancies/jobs/{id}', { params: { path: { id } } }));
    const job = await untilOver(started, ask, connection.language, ({ done }) => onProgress(done));
    const result = job.result ?? { ...empty(), rejected: [], notes: [] };
    return job.state === 'done' ? result : { ...result, why: whyNot(job) };
  };
  // All files are read and checked before the first ad of any is sent.
  const batches: { file: string; parts: Part[] }[] = [];
  for (const file of files) {
    assertReadable(file);
    batches.push({ file, parts: (await linesOf(file, send)) ?? documentOf(file, send) });
  }
  await importParts(batches, json, 'ads', connection);
}

type Send = (body: Body, api: Api, onProgress: (done: number) => void) => Promise<Sent>;

/** A file of lines in UTF-8 is sent as it is, however long; undefined where it is another file. */
async function linesOf(file: string, send: Send): Promise<Part[] | undefined> {
  const head = await headOf(file);
  const start = head.subarray(0, mark.length).equals(mark) ? mark.length : 0;
  if (!/^\s*\{[^\n]*\}\s*(?:\n|$)/u.test(head.subarray(start).toString('utf8')) && head.length === headBytes)
    return undefined;
  let rows = 0;
  let hasAd = false;
  try {
    const text = Readable.toWeb(createReadStream(file)).pipeThrough(new TextDecoderStream('utf-8', { fatal: true }));
    for await (const line of createInterface({ input: Readable.fromWeb(text as never), crlfDelay: Infinity })) {
      rows += 1;
      hasAd ||= looksLikeAd(line);
    }
  } catch (error) {
    // Another encoding, which is read as a whole.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
  // No line is an ad: it may be a document, or no file of ads at all.
  if (!hasAd) return undefined;
  const body = () => Readable.toWeb(createReadStream(file, { start })) as ReadableStream<Uint8Array>;
  return [{ rows, wrong: [], numberOf: (row) => row, send: (api, onProgress) => send(body(), api, onProgress) }];
}

async function headOf(file: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of createReadStream(file, { end: headBytes - 1 })) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** @throws CommandFailed when the file holds no ad at all: it is the wrong file, so no line of it is sent */
function documentOf(file: string, send: Send): Part[] {
  const content = contentOf(file);
  const elements = documentElements(content);
  const lines = elements ?? content.split(/\r?\n/u).map((text, at) => ({ number: at + 1, text }));
  const full = lines.filter(({ text }) => text.trim() !== '');
  // An empty feed is valid: no ad has changed.
  if (elements?.length === 0) return [];
  if (!full.some(({ text }) => looksLikeAd(text))) {
    throw new CommandFailed(
      {
        sv: `${file} innehåller ingen platsannons i JobTechs format (JSON-objekt med id och headline, ett per rad, eller en JSON-lista). Inget skrevs.`,
        en: `${file} holds no job ad in JobTech's format (JSON objects with id and headline, one a line, or a JSON list). Nothing was written.`,
      },
      exitCodes.refused,
    );
  }
  const asLines = (some: readonly Line[]) => some.map(({ text }) => text).join('\n');
  return partsOf(full, (some, api, onProgress) => send(asLines(some), api, onProgress), full.length);
}

/** The ads of a whole JSON document: a list, or an answer of JobSearch with its hits. */
function documentElements(content: string): Line[] | undefined {
  try {
    const document = JSON.parse(content) as { hits?: unknown[] } | unknown[];
    const ads = Array.isArray(document) ? document : document.hits;
    return Array.isArray(ads) ? ads.map((ad, at) => ({ number: at + 1, text: JSON.stringify(ad) })) : undefined;
  } catch {
    return undefined;
  }
}

function looksLikeAd(text: string): boolean {
  try {
    const ad = JSON.parse(text) as { id?: unknown; headline?: unknown; removed?: unknown };
    return typeof ad.id === 'string' && (typeof ad.headline === 'string' || ad.removed === true);
  } catch {
    return false;
  }
}
