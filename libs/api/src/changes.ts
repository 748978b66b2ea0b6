import { type Static, Type } from '@sinclair/typebox';
import { ProblemCodeWord } from './problem.js';
import { count, Id, named, oneOf, shape, text } from './schema.js';

/** The answer of a route that changes an aggregate: its id, its version (also the ETag), and the outcome. */
export const Change = named(
  'Change',
  shape({
    id: Id,
    version: Type.Integer({ minimum: 1, description: 'Also the ETag; send it as If-Match with the next change.' }),
    outcome: oneOf('created', 'changed', 'unchanged'),
  }),
);
export type Change = Static<typeof Change>;

export const RejectedRow = named(
  'RejectedRow',
  shape({ line: Type.Integer({ minimum: 1 }), code: ProblemCodeWord, message: text }),
);
export type RejectedRow = Static<typeof RejectedRow>;

/** The result of importing a list, whose rows are numbered from 1. */
export const ImportSummary = named(
  'ImportSummary',
  shape({
    read: count,
    created: count,
    changed: count,
    unchanged: count,
    removed: count,
    rejected: Type.Array(RejectedRow),
    alsoRejected: Type.Integer({ minimum: 0, description: 'How many more rows were rejected than are told.' }),
    notes: Type.Array(RejectedRow, { description: 'Rows that were imported, and what was left out of them.' }),
  }),
);
export type ImportSummary = Static<typeof ImportSummary>;
