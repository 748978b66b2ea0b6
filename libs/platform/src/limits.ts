import { createHash } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { languageOf, type Problem, problemDocument } from './problem.js';

/** Requests that are being answered at once: more would wait in memory for the same connections and the same processor. */
const mostAtOnce = 256;
const minuteMs = 60_000;
/** Refused tokens a minute of one address: whoever sends them does not become another client by each. */
const refusalsAMinute = 300;

const exempt = (request: Request) => /^\/(health|metrics)\b/u.test(request.path);

/** Who sends: the token as a hash, or the address where there is none. A proxy on this network is believed about it. */
const clientOf = ({ headers, ip }: Request): string =>
  headers.authorization ? createHash('sha256').update(headers.authorization).digest('base64url') : addressOf(ip);

const addressOf = (ip: string | undefined) => ipKeyGenerator(ip ?? '');

/** Says no in time, so that one client does not take the service from the others. */
export function limits(requestsAMinute: number): RequestHandler[] {
  const shared = { windowMs: minuteMs, standardHeaders: 'draft-8', legacyHeaders: false, skip: exempt } as const;
  const handler = (request: Request, response: Response) => refuse(request, response, tooMany);
  return [
    fewAtOnce(),
    rateLimit({
      ...shared,
      limit: refusalsAMinute,
      standardHeaders: false,
      keyGenerator: ({ ip }) => addressOf(ip),
      skipSuccessfulRequests: true,
      requestWasSuccessful: (_request, { statusCode }) => statusCode !== 401,
      handler,
    }),
    rateLimit({ ...shared, limit: requestsAMinute, keyGenerator: clientOf, handler }),
  ];
}

function fewAtOnce(): RequestHandler {
  let now = 0;
  return (request, response, next) => {
    if (exempt(request)) return next();
    if (now >= mostAtOnce) return refuse(request, response, tooBusy);
    now += 1;
    const leave = () => {
      response.off('close', leave);
      response.off(takesItsTime, leave);
      now -= 1;
    };
    response.once('close', leave).once(takesItsTime, leave);
    return next();
  };
}

/** Answers for a handler that has not answered in time; what it still does is bounded by the database's limit on statements. */
export function answersWithin(ms: number): RequestHandler {
  return (request, response, next) => {
    const late = setTimeout(() => {
      if (response.headersSent) return;
      new Logger('http').warn(`A request took longer than ${ms} ms.`);
      refuse(request, response, tooSlow);
    }, ms);
    const leave = () => clearTimeout(late);
    response.once('close', leave).once(takesItsTime, leave);
    next();
  };
}

const takesItsTime = 'lotsen-takes-its-time';

/** For a stream, or an import that reports at its end: neither the count nor the clock of ordinary requests holds for it. */
export function patient(response: Response): void {
  response.emit(takesItsTime);
}

export function refuse(request: Request, response: Response, problem: Problem): void {
  if (problem.status === 503) response.setHeader('Retry-After', '1');
  response
    .status(problem.status)
    .type('application/problem+json')
    .send(problemDocument(problem, languageOf(request.headers['accept-language'])));
}

const tooMany: Problem = {
  status: 429,
  code: 'too-many-requests',
  detail: {
    sv: 'För många anrop på kort tid.',
    en: 'Too many requests in a short time.',
  },
  hint: { sv: 'Vänta så länge som Retry-After säger.', en: 'Wait for as long as Retry-After says.' },
};
const tooBusy: Problem = {
  status: 503,
  code: 'busy',
  detail: { sv: 'Tjänsten har fullt upp just nu.', en: 'The service is busy right now.' },
  hint: { sv: 'Försök igen om en stund.', en: 'Try again in a moment.' },
};
const tooSlow: Problem = {
  status: 503,
  code: 'took-too-long',
  detail: {
    sv: 'Svaret tog för lång tid. Om något ändrades är okänt.',
    en: 'The answer took too long. Whether something changed is unknown.',
  },
  hint: {
    sv: 'Läs om innan du försöker igen, eller skicka om med samma Idempotency-Key.',
    en: 'Read again before you retry, or send again with the same Idempotency-Key.',
  },
};
