import { CsvError, parse } from 'csv-parse/sync';
import type { Text } from './text.js';

/** A row of a table, with the line at which it begins, as an editor counts. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

const separators = [';', '\t', ','] as const;

/**
 * The rows of a table in text, the header first. Rows without any content are left out. The separator is the one that a
 * line `sep=` names, else the most frequent one of the header.
 * @returns why it is no table, where it is none
 */
export function rowsOf(given: string): { readonly rows: readonly TableRow[] } | { readonly refusal: Text } {
  // The parser counts a line break of two characters within a cell twice.
  const text = given.replace(/\r\n?/gu, '\n');
  const named = /^sep=(?<sep>[^\n])\n/u.exec(text);
  const body = named ? text.slice(named[0].length) : text;
  const delimiter = named?.groups?.sep ?? separatorOf(body);
  try {
    const records = parse(body, {
      delimiter,
      info: true,
      relax_column_count: true,
      // A quotation mark within a cell is one: 12" skärm.
      relax_quotes: true,
      skip_empty_lines: false,
      trim: true,
    }) as { readonly record: string[]; readonly info: { readonly lines: number } }[];
    let begins = named ? 2 : 1;
    const rows = records.map(({ record, info }): TableRow => {
      const line = begins;
      begins = info.lines + (named ? 2 : 1);
      return { line, cells: record };
    });
    return { rows: rows.filter(({ cells }) => cells.some((cell) => cell !== '')) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(error.lines ?? 0) + (named ? 1 : 0);
    return {
      refusal: {
        sv: `Tabellen går inte att läsa från rad ${line}: ett citattecken avslutas aldrig. Rätta filen och försök igen.`,
        en: `The table cannot be read from line ${line} on: a quotation mark is never closed. Correct the file and try again.`,
      },
    };
  }
}

/** Of the separators the one that the header has most often outside quotation marks. */
function separatorOf(text: string): string {
  const header = (/^[^\n]*/u.exec(text.trimStart())?.[0] ?? '').replace(/"[^"]*"/gu, '');
  const counts = separators.map((separator) => header.split(separator).length - 1);
  return separators[counts.indexOf(Math.max(...counts))] as string;
}
