import { type Static, Type } from '@sinclair/typebox';
import { fieldProblemCodes, type ProblemCode, problemCodes, requestProblemCodes } from './problem-codes.js';
import { named, oneOf, shape, text } from './schema.js';

/** The codes are stable: scripts may rely on them. */
export const ProblemCodeWord = named('ProblemCode', oneOf(...problemCodes));

/** A problem document (RFC 9457). */
export const Problem = named(
  'Problem',
  shape({
    type: Type.String({ description: 'urn:lotsen:problem:CODE' }),
    title: text,
    status: Type.Integer(),
    code: ProblemCodeWord,
    detail: Type.String({ description: 'What is wrong, and why, in the language of the client.' }),
    hint: Type.Optional(Type.String({ description: 'What to do.' })),
    field: Type.Optional(text),
    errors: Type.Optional(Type.Array(shape({ field: text, code: oneOf(...fieldProblemCodes), detail: text }))),
  }),
);
export type Problem = Static<typeof Problem>;

const RequestProblemCode = named('RequestProblemCode', oneOf(...requestProblemCodes));

/** The problem document of an operation. Its code is one that any request can get, or one of the operation's own. */
export function problemOf(own: readonly ProblemCode[]) {
  const code = own.length > 0 ? Type.Union([RequestProblemCode, oneOf(...own)]) : RequestProblemCode;
  return Type.Intersect([Problem, Type.Object({ code })]);
}
