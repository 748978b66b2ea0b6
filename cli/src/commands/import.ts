import { constants } from 'node:buffer';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { textOf } from '@lotsen/tables';
import { parse } from 'csv-parse/sync';
import { type Api, answerOf, apiOf, type Connection, type Schemas } from '../client.js';
import { CommandFailed, exitCodes, type Text } from '../exit-codes.js';
import { ResultUnknown, untilOver, whyNot } from '../jobs.js';
import { print, progress } from '../output.js';
import type { Language } from '../words.js';

type Counts = Omit<Schemas['ImportSummary'], 'rejected' | 'alsoRejected'>;

/** The counts and the rejected rows of all files of a command. */
export interface Summary extends Counts {
  rejected: { file?: string; line: number; code: string; message: string }[];
}

const counted = ['read', 'created', 'changed', 'unchanged', 'removed'] as const;
const empty = (): Summary => ({ read: 0, created: 0, changed: 0, unchanged: 0, removed: 0, rejected: [] });
const mostShown = 20;
/** The longest string that Node.js can hold; the message to the user says 500 MB. */
const mostBytes = constants.MAX_STRING_LENGTH;

/** Reads job ads, one JSON object a line, or a JSON document of JobSearch or JobStream. */
export async function importAds(
  files: readonly string[],
  connection: Connection,
  json: boolean,
  pastAsOpen: boolean,
): Promise<void> {
  await importFiles(
    files,
    json,
    'ads',
    adLines,
    async (lines, api, onProgress) => {
      const started = await answerOf(
        api.POST('/v1/vacancies/import', {
          params: { query: pastAsOpen ? { past: 'open' } : {} },
          headers: { 'content-type': 'application/x-ndjson' },
          body: lines.map(({ text }) => text).join('\n'),
          bodySerializer: (text) => text,
        }),
      );
      const ask = (id: string) => answerOf(api.GET('/v1/vacancies/jobs/{id}', { params: { path: { id } } }));
      const job = await untilOver(started, ask, connection.language, ({ done }) => onProgress(done));
      const result = job.result ?? { ...empty(), rejected: [] };
      return job.state === 'done' ? result : { ...result, why: whyNot(job) };
    },
    connection,
    Number.POSITIVE_INFINITY,
  );
}

/** Reads a round of Yrkesbarometern, as published (JSON) or as CSV with the same names. */
export async function importShortage(files: readonly string[], connection: Connection, json: boolean): Promise<void> {
  await importFiles(
    files,
    json,
    'rows',
    assessmentRows,
    (lines, api) => answerOf(api.POST('/v1/matching/shortage/import', { body: { rows: lines.map(rowOf) } })),
    connection,
  );
}

export interface Line {
  readonly number: number;
  readonly text: string;
}

/** A row that cannot be sent, and why. */
export interface WrongLine {
  readonly number: number;
  readonly wrong: { readonly code: string; readonly message: Text };
}

/** The row of a line as it is sent. The service, not the command, checks it. */
export const rowOf = ({ text }: Line) => JSON.parse(text) as Record<string, unknown>;

/** The result for some lines, and why the rest of them were not imported. */
type Sent = Counts & Pick<Schemas['ImportSummary'], 'rejected'> & { readonly why?: Text };

/**
 * @param send sends lines, and reports how many are done
 * @param atOnce how many lines are sent in one request
 */
export async function importFiles(
  files: readonly string[],
  json: boolean,
  what: string,
  read: (file: string, content: string) => readonly (Line | WrongLine)[],
  send: (lines: readonly Line[], api: Api, onProgress: (done: number) => void) => Promise<Sent>,
  connection: Connection,
  atOnce = 200,
): Promise<void> {
  // All files are read and checked before the first row of any is sent.
  const batches = files.map((file) => ({ file, lines: read(file, contentOf(file)) }));
  const api = apiOf(connection);
  const summary = empty();
  const bar = progress(
    batches.reduce((sum, { lines }) => sum + lines.length, 0),
    what,
    json,
  );
  let sent = 0;
  const stopped = (file: string, first: number, last: number, why: unknown) =>
    new CommandFailed(
      {
        sv: `${inLanguage(why, 'sv')}\nRaderna ${first}–${last} i ${file} och allt därefter importerades inte. Dessförinnan: ${summaryInWords(summary, 'sv')}`,
        en: `${inLanguage(why, 'en')}\nLines ${first}–${last} of ${file} and all that follows were not imported. Before them: ${summaryInWords(summary, 'en')}`,
      },
      summary.read > 0 ? exitCodes.partly : why instanceof CommandFailed ? why.exitCode : exitCodes.failed,
    );
  try {
    for (const { file, lines } of batches) {
      for (let at = 0; at < lines.length; at += Math.min(atOnce, lines.length)) {
        const part = lines.slice(at, at + atOnce);
        const chunk = part.filter((line): line is Line => 'text' in line);
        const numberOf = (line: number) => chunk[line - 1]?.number ?? line;
        const where = files.length > 1 ? { file } : {};
        for (const line of part) {
          if ('text' in line) continue;
          summary.read += 1;
          const { code, message } = line.wrong;
          summary.rejected.push({ ...where, line: line.number, code, message: message[connection.language] });
        }
        if (chunk.length > 0) {
          const result = await send(chunk, api, (done) => bar.at(sent + done)).catch((error: unknown) => {
            throw error instanceof ResultUnknown ? error : stopped(file, numberOf(1), numberOf(chunk.length), error);
          });
          for (const count of counted) summary[count] += result[count];
          for (const row of result.rejected) summary.rejected.push({ ...where, ...row, line: numberOf(row.line) });
          if (result.why) {
            throw stopped(file, numberOf(result.read + 1), numberOf(chunk.length), new CommandFailed(result.why));
          }
        }
        sent += part.length;
        bar.at(sent);
      }
    }
  } finally {
    bar.stop();
  }
  summary.rejected.sort((a, b) => (a.file === b.file ? a.line - b.line : 0));
  print(json, summary, (said: Summary) => summaryInWords(said, connection.language));
  if (summary.rejected.length > 0) process.exitCode = exitCodes.partly;
}

const inLanguage = (error: unknown, language: Language) =>
  error instanceof CommandFailed ? error.in(language) : (error as Error).message;

const countsInWords: Record<Language, (counts: Record<keyof Counts | 'rejected', number>) => string> = {
  sv: ({ read, created, changed, unchanged, removed, rejected }) =>
    `lästa ${read}: nya ${created}, ändrade ${changed}, oförändrade ${unchanged}, borttagna ${removed}, avvisade ${rejected}`,
  en: ({ read, created, changed, unchanged, removed, rejected }) =>
    `read ${read}: created ${created}, changed ${changed}, unchanged ${unchanged}, removed ${removed}, rejected ${rejected}`,
};

export function summaryInWords({ rejected, ...counts }: Summary, language: Language): string {
  const line = { sv: 'rad ', en: 'line ' }[language];
  const rows = rejected
    .slice(0, mostShown)
    .map(({ file, line: at, code, message }) => `  ${file ? `${file}:` : line}${at}  ${code}  ${message}`);
  const rest = rejected.length - rows.length;
  const more = {
    sv: `  och ${rest} till: --json visar alla`,
    en: `  and ${rest} more: --json lists them all`,
  };
  return [
    countsInWords[language]({ ...counts, rejected: rejected.length }),
    ...rows,
    ...(rest > 0 ? [more[language]] : []),
  ].join('\n');
}

export function contentOf(file: string): string {
  if (existsSync(file) && !statSync(file).isFile())
    throw new CommandFailed({ sv: `${file} är ingen fil.`, en: `${file} is no file.` }, exitCodes.refused);
  if (!existsSync(file))
    throw new CommandFailed({ sv: `Det finns ingen fil ${file}.`, en: `There is no file ${file}.` }, exitCodes.refused);
  if (statSync(file).size > mostBytes)
    throw new CommandFailed(
      {
        sv: `${file} är större än 500 MB: dela den. Inget skrevs.`,
        en: `${file} is larger than 500 MB: split it. Nothing was written.`,
      },
      exitCodes.refused,
    );
  const decoded = textOf(readFileSync(file));
  if ('text' in decoded) return decoded.text;
  const { sv, en } = decoded.refusal;
  throw new CommandFailed(
    { sv: `${file}: ${sv} Inget skrevs.`, en: `${file}: ${en} Nothing was written.` },
    exitCodes.refused,
  );
}

/** @throws CommandFailed when the file holds no ad at all: it is the wrong file, so no line of it is sent */
function adLines(file: string, content: string): Line[] {
  const lines = documentElements(content) ?? content.split(/\r?\n/u).map((text, at) => ({ number: at + 1, text }));
  const full = lines.filter(({ text }) => text.trim() !== '');
  // An empty feed is valid: no ad has changed.
  if (isEmptyFeed(content)) return [];
  if (!full.some(({ text }) => looksLikeAd(text))) {
    throw new CommandFailed(
      {
        sv: `${file} innehåller ingen platsannons i JobTechs format (JSON-objekt med id och headline, ett per rad, eller en JSON-lista). Inget skrevs.`,
        en: `${file} holds no job ad in JobTech's format (JSON objects with id and headline, one a line, or a JSON list). Nothing was written.`,
      },
      exitCodes.refused,
    );
  }
  return full;
}

function isEmptyFeed(content: string): boolean {
  return documentElements(content)?.length === 0;
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

function assessmentRows(file: string, content: string): Line[] {
  let rows: unknown[] = [];
  try {
    rows = content.trimStart().startsWith('[')
      ? (JSON.parse(content) as unknown[])
      : (parse(content, { columns: true, bom: true, relax_column_count: true }) as unknown[]);
  } catch {
    // Neither JSON nor CSV: the check below refuses the whole file.
  }
  if (!rows.some((row) => typeof row === 'object' && row !== null && 'yb_concept_id' in row)) {
    throw new CommandFailed(
      {
        sv: `${file} är ingen omgång av Yrkesbarometern: ingen rad har yb_concept_id. Inget skrevs.`,
        en: `${file} is no round of Yrkesbarometern: no row has a yb_concept_id. Nothing was written.`,
      },
      exitCodes.refused,
    );
  }
  return rows.map((row, at) => ({ number: at + 1, text: JSON.stringify(row) }));
}
