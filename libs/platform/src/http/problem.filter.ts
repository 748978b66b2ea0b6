import type { ProblemCode } from '@lotsen/api';
import { isSqlState, isTransient, sqlState, sqlStateClass } from '@lotsen/messaging';
import { Refused, type Text } from '@lotsen/persistence';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { languageOf, type Problem, problemDocument } from './problem.js';
import { leaveRestUnread } from './rest-of-body.js';

const logger = new Logger('http');

/** Turns every error of a request into a problem document. The service logs its own faults, and never shows them. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const response = http.getResponse<Response>();
    const problem = problemOf(error);
    // That nobody waits for an answer any more is no fault.
    const isForNobody = response.destroyed && problem.code === 'busy';
    if (problem.status >= 500 && !isForNobody) logger.error(describe(error));
    if (response.headersSent) {
      response.end();
      return;
    }
    const language = languageOf(http.getRequest<Request>().headers['accept-language']);
    if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
    leaveRestUnread(http.getRequest<Request>(), response);
    response.status(problem.status).type('application/problem+json').send(problemDocument(problem, language));
  }
}

export function problemOf(error: unknown): Problem {
  if (error instanceof Refused) return error.refusal;
  if (error instanceof HttpException) return fromHttp(error);
  // A value that no column can hold.
  if (isSqlState(error, sqlStateClass.dataException)) return invalidValue;
  if (isSqlState(error, sqlState.uniqueViolation)) return conflict;
  if (isSqlState(error, sqlStateClass.transactionRollback, sqlState.lockNotAvailable)) return collided;
  const { status, type } = (error ?? {}) as { status?: unknown; type?: unknown };
  // Express and its parsers mark what the client did wrong by a status below 500.
  if (typeof status === 'number' && status >= 400 && status < 500) return parserProblem(status, String(type ?? ''));
  // The error of a broken connection has no SQLSTATE, and it is unknown whether a commit on it succeeded.
  return isTransient(error) ? away : internal;
}

function fromHttp(error: HttpException): Problem {
  const status = error.getStatus();
  const body = error.getResponse() as { code?: ProblemCode; detail?: Text; errors?: Problem['errors']; hint?: Text };
  if (typeof body === 'object' && body.code && body.detail) {
    return { status, code: body.code, detail: body.detail, hint: body.hint, errors: body.errors };
  }
  if (status === 404) return noRoute;
  // Nest wraps the error that a parser throws. The parser's own error (`cause`) has the type of the fault.
  const { type } = (error.cause ?? {}) as { type?: unknown };
  return parserProblem(status, typeof type === 'string' ? type : error.message);
}

function parserProblem(status: number, type: string): Problem {
  if (type.startsWith('too-many-')) return tooMuch;
  if (status === 413) return tooLarge;
  if (type === 'charset.unsupported') return notUtf8;
  if (/parse|json|Unexpected|Expected|Bad escaped|Unterminated/iu.test(type)) return notJson;
  return {
    status,
    code: 'bad-request',
    detail: { sv: 'Anropet går inte att läsa.', en: 'The request cannot be read.' },
  };
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'Something other than an error was thrown.';
  // The parameters of a query may be personal: only the message and the stack are logged.
  return error.stack ?? `${error.name}: ${error.message}`;
}

const notJson: Problem = {
  status: 400,
  code: 'not-json',
  detail: { sv: 'Innehållet är inte JSON.', en: 'The content is not JSON.' },
  hint: { sv: 'Skicka JSON med Content-Type: application/json.', en: 'Send JSON with Content-Type: application/json.' },
};
const notUtf8: Problem = {
  status: 415,
  code: 'not-utf-8',
  detail: { sv: 'Innehållet är inte UTF-8.', en: 'The content is not UTF-8.' },
  hint: { sv: 'Skicka JSON som UTF-8.', en: 'Send JSON as UTF-8.' },
};
const tooLarge: Problem = {
  status: 413,
  code: 'too-large',
  detail: { sv: 'Anropet är för stort.', en: 'The request is too large.' },
  hint: { sv: 'Dela upp det.', en: 'Split it.' },
};
const tooMuch: Problem = {
  status: 413,
  code: 'too-much',
  detail: {
    sv: 'Innehållet har för många fält, eller en för lång lista.',
    en: 'The content has too many fields, or too long a list.',
  },
  hint: {
    sv: 'Dela upp det: högst 2 000 rader åt gången.',
    en: 'Split it: at most 2,000 rows at a time.',
  },
};
const noRoute: Problem = {
  status: 404,
  code: 'no-such-route',
  detail: { sv: 'Adressen finns inte.', en: 'There is no such address.' },
  hint: { sv: 'Se /openapi.json.', en: 'See /openapi.json.' },
};
const invalidValue: Problem = {
  status: 400,
  code: 'invalid-value',
  detail: { sv: 'Ett värde går inte att spara.', en: 'A value cannot be stored.' },
  hint: { sv: 'Ta bort otillåtna tecken.', en: 'Remove characters that are not allowed.' },
};
const conflict: Problem = {
  status: 409,
  code: 'already-exists',
  detail: { sv: 'Någon annan hann före.', en: 'Somebody else was first.' },
  hint: { sv: 'Läs om och försök igen.', en: 'Read again and retry.' },
};
const collided: Problem = {
  status: 503,
  code: 'collided',
  detail: { sv: 'Två ändringar krockade.', en: 'Two changes collided.' },
  hint: { sv: 'Försök igen.', en: 'Try again.' },
};
const away: Problem = {
  status: 503,
  code: 'database-away',
  detail: { sv: 'Databasen svarar inte just nu.', en: 'The database does not answer right now.' },
  hint: {
    sv: 'Vänta en stund, och hämta uppgifterna igen innan du försöker en gång till: de kan ha sparats.',
    en: 'Wait a moment, and read the record again before you retry: it may have been saved.',
  },
};
const internal: Problem = {
  status: 500,
  code: 'internal',
  detail: {
    sv: 'Något gick fel hos oss. Det är osäkert om något sparades.',
    en: 'Something went wrong on our side. It is uncertain whether anything was saved.',
  },
  hint: { sv: 'Hämta uppgifterna igen innan du försöker en gång till.', en: 'Read the record again before you retry.' },
};
