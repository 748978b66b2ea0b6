import type { Reference } from '@lotsen/reference';
import { readTable, rowsOf } from '@lotsen/tables';
import { type ListKind, outcomes, people, type Values } from '@lotsen/tables/lists';
import { answerOf, type Connection } from '../client.js';
import { CommandFailed, exitCodes, type Text } from '../exit-codes.js';
import { importFiles, type Line, rowOf, type WrongLine } from './import.js';

export interface TableOptions {
  readonly json: boolean;
  readonly ignoreUnknownColumns: boolean;
}

/**
 * Registers people from a table or JSON lines. A person whose number is registered already gets what the row says; what it
 * does not say stays.
 */
export async function importPeople(
  files: readonly string[],
  connection: Connection,
  { allowLikelyDuplicates, ...options }: TableOptions & { readonly allowLikelyDuplicates: boolean },
  reference: Reference,
): Promise<void> {
  await importFiles(
    files,
    options.json,
    'people',
    (file, content) => linesOf(file, content, people(reference), options),
    (lines, api) =>
      answerOf(api.POST('/v1/candidates/import', { body: { people: lines.map(rowOf), allowLikelyDuplicates } })),
    connection,
  );
}

/**
 * Records outcomes from a list that names persons by number. The portal resolves each number to a random id before
 * it passes the list to the validations service.
 */
export async function importOutcomes(
  files: readonly string[],
  connection: Connection,
  options: TableOptions,
): Promise<void> {
  await importFiles(
    files,
    options.json,
    'outcomes',
    (file, content) => linesOf(file, content, outcomes, options),
    async (lines, api) => {
      const call = api.POST('/v1/portal/outcomes/list', { body: { outcomes: lines.map(rowOf) } });
      const { read, created, unchanged, rejected } = await answerOf(call);
      return { read, created: created.length, changed: 0, unchanged: unchanged.length, removed: 0, rejected };
    },
    connection,
  );
}

/** @throws CommandFailed where it is the wrong file, or cannot be read as a whole: no row of it is sent */
function linesOf(
  file: string,
  content: string,
  { columns, bodyOf, has, what }: ListKind,
  options: TableOptions,
): (Line | WrongLine)[] {
  const refused = ({ sv, en }: Text) =>
    new CommandFailed(
      { sv: `${file}: ${sv} Inget skrevs.`, en: `${file}: ${en} Nothing was written.` },
      exitCodes.refused,
    );
  if (content.trimStart().startsWith('{')) {
    const lines = jsonLines(content);
    if (!lines.some(({ row }) => has.some((field) => row !== undefined && field in row))) throw refused(what);
    return lines.map(({ number, row }) => ({ number, text: JSON.stringify(row ?? null) }));
  }
  const table = rowsOf(content);
  if ('refusal' in table) throw refused(table.refusal);
  const read = readTable(table.rows, columns, { ignoresUnknown: options.ignoreUnknownColumns });
  if ('refusal' in read) throw refused(read.refusal);
  if (!read.columns.some((column) => has.includes(column))) throw refused(what);
  return read.rows.map((row) =>
    'fault' in row
      ? { number: row.line, wrong: row.fault }
      : { number: row.line, text: JSON.stringify(bodyOf(row.values)) },
  );
}

function jsonLines(content: string): { number: number; row: Values | undefined }[] {
  return content
    .split(/\r?\n/u)
    .map((line, at) => ({ number: at + 1, line }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ number, line }) => {
      try {
        return { number, row: JSON.parse(line) as Values };
      } catch {
        return { number, row: undefined };
      }
    });
}

/** A table with the headings of a list and one row of examples, in the form that spreadsheets open. */
export function templateOf({ columns }: Pick<ListKind, 'columns'>): string {
  const row = (cells: readonly string[]) => cells.map((cell) => (/[;"\n]/u.test(cell) ? `"${cell}"` : cell)).join(';');
  // With the mark, spreadsheets take the file for UTF-8.
  return `\ufeff${row(columns.map(({ name }) => name))}\r\n${row(columns.map(({ example }) => example ?? ''))}\r\n`;
}
