import { constants } from 'node:buffer';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { textOf } from '@lotsen/tables';
import { parse } from 'csv-parse/sync';
import { type Api, answerOf, apiOf, type Connection, type Schemas } from '../client.js';
import { CommandFailed, exitCodes, type Text } from '../exit-codes.js';
import { ResultUnknown } from '../jobs.js';
import { print, progress } from '../output.js';
import type { Language } from '../words.js';

type Counts = Omit<Schemas['ImportSummary'], 'rejected' | 'alsoRejected' | 'notes'>;
type Row = { file?: string; line: number; code: string; message: string };

/** The counts and the rejected rows of all files of a command. */
export interface Summary extends Counts {
  rejected: Row[];
  /** Rows that were imported, and what was left out of them. */
  notes?: Row[];
}

const counted = ['read', 'created', 'changed', 'unchanged', 'removed'] as const;
export const empty = (): Summary => ({
  read: 0,
  created: 0,
  changed: 0,
  unchanged: 0,
  removed: 0,
  rejected: [],
});
const mostShown = 20;
const rowsAtOnce = 200;
/** The longest string that Node.js can hold; the message to the user says 500 MB. */
const mostBytes = constants.MAX_STRING_LENGTH;

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
export type Sent = Counts &
  Pick<Schemas['ImportSummary'], 'rejected'> &
  Partial<Pick<Schemas['ImportSummary'], 'notes'>> & { readonly why?: Text };

/** A part of a file, which is sent in one request. */
export interface Part {
  /** How many rows it has, those that cannot be sent included. */
  readonly rows: number;
  readonly wrong: readonly WrongLine[];
  /** The line in the file of the nth row that is sent; n counts from 1. */
  numberOf(row: number): number;
  /** Sends the rows, and reports how many are done; undefined where there is none to send. */
  readonly send: ((api: Api, onProgress: (done: number) => void) => Promise<Sent>) | undefined;
}

/**
 * Imports tables, some rows at a time.
 * @param send sends lines, and reports how many are done
 */
export async function importFiles(
  files: readonly string[],
  json: boolean,
  what: string,
  read: (file: string, content: string) => readonly (Line | WrongLine)[],
  send: (lines: readonly Line[], api: Api, onProgress: (done: number) => void) => Promise<Sent>,
  connection: Connection,
): Promise<void> {
  // All files are read and checked before the first row of any is sent.
  const parts = files.map((file) => ({ file, parts: partsOf(read(file, contentOf(file)), send, rowsAtOnce) }));
  await importParts(parts, json, what, connection);
}

export function partsOf(
  lines: readonly (Line | WrongLine)[],
  send: (lines: readonly Line[], api: Api, onProgress: (done: number) => void) => Promise<Sent>,
  atOnce: number,
): Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < lines.length; at += atOnce) {
    const some = lines.slice(at, at + atOnce);
    const right = some.filter((line): line is Line => 'text' in line);
    parts.push({
      rows: some.length,
      wrong: some.filter((line): line is WrongLine => 'wrong' in line),
      numberOf: (row) => right[row - 1]?.number ?? row,
      send: right.length > 0 ? (api, onProgress) => send(right, api, onProgress) : undefined,
    });
  }
  return parts;
}

/** Sends the parts of files one after another, and prints what came of all. */
export async function importParts(
  batches: readonly { readonly file: string; readonly parts: readonly Part[] }[],
  json: boolean,
  what: string,
  connection: Connection,
): Promise<void> {
  const api = apiOf(connection);
  const summary = empty();
  const all = batches.flatMap(({ parts }) => parts);
  const bar = progress(
    all.reduce((sum, { rows }) => sum + rows, 0),
    what,
    json,
  );
  let sent = 0;
  const stopped = (file: string, { numberOf, rows, wrong }: Part, from: number, why: unknown) => {
    const [first, last] = [numberOf(from), numberOf(rows - wrong.length)];
    return new CommandFailed(
      {
        sv: `${inLanguage(why, 'sv')}\nRaderna ${first}–${last} i ${file} och allt därefter importerades inte. Dessförinnan: ${summaryInWords(summary, 'sv')}`,
        en: `${inLanguage(why, 'en')}\nLines ${first}–${last} of ${file} and all that follows were not imported. Before them: ${summaryInWords(summary, 'en')}`,
      },
      summary.read > 0 ? exitCodes.partly : why instanceof CommandFailed ? why.exitCode : exitCodes.failed,
    );
  };
  const sendPart = async (file: string, part: Part) => {
    const where = batches.length > 1 ? { file } : {};
    for (const { number, wrong } of part.wrong) {
      summary.read += 1;
      summary.rejected.push({ ...where, line: number, code: wrong.code, message: wrong.message[connection.language] });
    }
    const result = await part
      .send?.(api, (done) => bar.at(sent + done))
      .catch((error: unknown) => {
        throw error instanceof ResultUnknown ? error : stopped(file, part, 1, error);
      });
    if (!result) return;
    for (const count of counted) summary[count] += result[count];
    for (const row of result.rejected) summary.rejected.push({ ...where, ...row, line: part.numberOf(row.line) });
    const notes = (result.notes ?? []).map((row) => ({ ...where, ...row, line: part.numberOf(row.line) }));
    if (notes.length > 0) summary.notes = [...(summary.notes ?? []), ...notes];
    if (result.why) throw stopped(file, part, result.read + 1, new CommandFailed(result.why));
  };
  try {
    for (const { file, parts } of batches) {
      for (const part of parts) {
        await sendPart(file, part);
        sent += part.rows;
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

export function summaryInWords({ rejected, notes = [], ...counts }: Summary, language: Language): string {
  const line = { sv: 'rad ', en: 'line ' }[language];
  const inWords = (all: readonly Row[]) => {
    const rows = all
      .slice(0, mostShown)
      .map(({ file, line: at, code, message }) => `  ${file ? `${file}:` : line}${at}  ${code}  ${message}`);
    const rest = all.length - rows.length;
    const more = { sv: `  och ${rest} till: --json visar alla`, en: `  and ${rest} more: --json lists them all` };
    return [...rows, ...(rest > 0 ? [more[language]] : [])];
  };
  const leftOut = { sv: 'Importerade utan allt:', en: 'Imported in part:' }[language];
  return [
    countsInWords[language]({ ...counts, rejected: rejected.length }),
    ...inWords(rejected),
    ...(notes.length > 0 ? [leftOut, ...inWords(notes)] : []),
  ].join('\n');
}

export function contentOf(file: string): string {
  assertReadable(file);
  const decoded = textOf(readFileSync(file));
  if ('text' in decoded) return decoded.text;
  const { sv, en } = decoded.refusal;
  throw new CommandFailed(
    { sv: `${file}: ${sv} Inget skrevs.`, en: `${file}: ${en} Nothing was written.` },
    exitCodes.refused,
  );
}

/** @throws CommandFailed where there is no such file, or it is too large */
export function assertReadable(file: string): void {
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
