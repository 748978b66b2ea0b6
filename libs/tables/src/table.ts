import { type Reading, Unread } from './cells.js';
import type { TableRow } from './rows-of.js';
import type { Text } from './text.js';

/** A column: its name, which is its first heading in templates, other headings that people give it, and how it is read. */
export interface Column {
  readonly name: string;
  readonly also?: readonly string[];
  /** A cell, for templates and documents. */
  readonly example?: string;
  readonly read: (cell: string) => Reading<unknown>;
}

/** A row as it was read: the values of the cells that are not empty, by column; or why not. */
export type ReadRow =
  | { readonly line: number; readonly values: Readonly<Record<string, unknown>> }
  | { readonly line: number; readonly fault: Fault };

export interface Fault {
  readonly code: 'unreadable-cell' | 'too-many-cells';
  readonly message: Text;
}

/** A heading without what people write differently: capitals, blanks, hyphens and other signs. */
const headingOf = (cell: string) =>
  cell
    .normalize('NFC')
    .toLocaleLowerCase('sv')
    .replace(/[^\p{L}\p{N}]/gu, '');

/**
 * Reads the rows of a table whose first row has the headings. A cell that is empty, and a column that is missing, say
 * nothing. What cannot be read refuses its row alone.
 * @returns the rows, and the names of the columns that the table has; or which headings are unknown or given twice, where some are
 */
export function readTable(
  [header, ...rows]: readonly TableRow[],
  columns: readonly Column[],
  { ignoresUnknown = false } = {},
): { readonly rows: readonly ReadRow[]; readonly columns: readonly string[] } | { readonly refusal: Text } {
  const byHeading = new Map(
    columns.flatMap((column) => [column.name, ...(column.also ?? [])].map((one) => [headingOf(one), column])),
  );
  const headings = header?.cells ?? [];
  const found = headings.map((cell) => byHeading.get(headingOf(cell)));
  const unknown = headings.filter((cell, at) => cell !== '' && !found[at]);
  if (unknown.length > 0 && !ignoresUnknown) return { refusal: unknownColumns(unknown, columns) };
  const twice = headings.filter((_, at) => found[at] !== undefined && found.indexOf(found[at]) !== at);
  if (twice.length > 0) return { refusal: columnsTwice(twice) };
  return {
    rows: rows.map((row) => readRow(row, found, headings.length)),
    columns: found.flatMap((column) => column?.name ?? []),
  };
}

function readRow({ line, cells }: TableRow, columns: readonly (Column | undefined)[], width: number): ReadRow {
  if (cells.slice(width).some((cell) => cell !== '')) return { line, fault: tooManyCells(cells.length, width) };
  const values: Record<string, unknown> = {};
  for (const [at, column] of columns.entries()) {
    const cell = (cells[at] ?? '').replace(/\s/gu, ' ').trim();
    if (!column || cell === '') continue;
    const value = column.read(cell);
    if (value instanceof Unread) return { line, fault: unreadable(column.name, cell, value) };
    values[column.name] = value;
  }
  return { line, values };
}

/** So that a wrong cell is recognised, and a whole text is not repeated. */
const longestShown = 40;
const shown = (cell: string) => (cell.length > longestShown ? `${cell.slice(0, longestShown)}…` : cell);

const unreadable = (column: string, cell: string, { expected }: Unread): Fault => ({
  code: 'unreadable-cell',
  message: {
    sv: `${column}: "${shown(cell)}" går inte att läsa. Det ska vara ${expected.sv}.`,
    en: `${column}: "${shown(cell)}" cannot be read. Expected ${expected.en}.`,
  },
});

const tooManyCells = (count: number, width: number): Fault => ({
  code: 'too-many-cells',
  message: {
    sv: `Raden har ${count} celler men rubrikraden ${width}: ett skiljetecken står för mycket, eller citattecken saknas kring en cell.`,
    en: `The row has ${count} cells but the header ${width}: there is a separator too many, or a cell lacks its quotation marks.`,
  },
});

const unknownColumns = (unknown: readonly string[], columns: readonly Column[]): Text => {
  const names = columns.map(({ name }) => name).join(', ');
  return {
    sv: `Okända kolumner: ${unknown.join(', ')}. Kända är ${names}. Ta bort de okända, eller bortse från dem med --ignore-unknown-columns.`,
    en: `Unknown columns: ${unknown.join(', ')}. Known are ${names}. Remove the unknown ones, or ignore them with --ignore-unknown-columns.`,
  };
};

const columnsTwice = (twice: readonly string[]): Text => ({
  sv: `Kolumner som finns två gånger: ${twice.join(', ')}. Ta bort den ena.`,
  en: `Columns that are there twice: ${twice.join(', ')}. Remove one of each.`,
});
