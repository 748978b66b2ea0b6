import { loadReference } from '@lotsen/reference';
import type { Column } from '@lotsen/tables';
import { outcomes, people } from '@lotsen/tables/lists';
import { code, generatedNote, page, table } from './markdown.js';

const intro = `What \`lotsen import people\` and \`lotsen import outcomes\` read. A table is text with one row a line, as spreadsheets save it (CSV):
UTF-8, UTF-16 or Windows-1252, with semicolons, commas or tabs. Its first row has the headings. They are known in Swedish and English, in any
case, with or without blanks and hyphens. A heading that nobody knows refuses the file, unless \`--ignore-unknown-columns\` is given.`;

const rules = `- A column that is missing, and a cell that is empty, say nothing: what is stored stays.
- Yes is \`ja\`, \`j\`, \`x\`, \`1\`, \`sant\` or \`true\`; no is \`nej\`, \`n\`, \`0\`, \`falskt\` or \`false\`.
- A day is \`2027-01-05\`, \`2027-1-5\`, \`05.01.2027\`, \`20270105\`, or the number that a spreadsheet has for it.
- Several values in a cell are separated by \`|\`. The parts of a value are separated by \`:\`.
- A cell that cannot be read, or a cell too many, refuses its row. It is told with its line in the file; all other rows are imported.
- A person without a number who looks like somebody registered is refused, unless \`--allow-likely-duplicates\` is given.
- The same list again changes nothing, and makes nobody twice.`;

/** The columns of the lists that people import. */
export function listsPage(): string {
  return page(
    generatedNote,
    '# Lists',
    intro,
    rules,
    '## People',
    columnsOf(people(loadReference()).columns),
    '## Outcomes',
    columnsOf(outcomes.columns),
  );
}

const columnsOf = (columns: readonly Column[]): string =>
  table(
    ['Column', 'Also known as', 'Example'],
    columns.map(({ name, also = [], example }) => [code(name), also.join(', '), example ? code(example) : '']),
  );
