export { day, digits, minutes, type Reading, text, Unread, wholeNumber, words, yesNo } from './cells.js';
export { rowsOf, type TableRow } from './rows-of.js';
export { type Column, type Fault, type ReadRow, readTable } from './table.js';
export type { Text } from './text.js';
export { textOf } from './text-of.js';
