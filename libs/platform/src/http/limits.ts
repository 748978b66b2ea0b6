import { callerIn } from '@lotsen/access';
import { Logger } from '@nestjs/common';
import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { languageOf, type Problem, problemDocument } from './problem.js';
import { leaveRestUnread } from './rest-of-body.js';
import { type Holder, Slots } from './slots.js';

/** The most requests in progress at once. More would wait in memory for the same connections and the same processor. */
const most = { ofKnown: 256, ofUnknown: 64, long: 300 };
const ofOne = { subject: 128, address: 192, unknownAddress: 16, longOfSubject: 50, longOfAddress: 150 };
const minuteMs = 60_000;
/** How many refused tokens one address may send in a minute. */
const refusalsAMinute = 300;

const isExempt = ({ method, path }: Request) =>
  ['GET', 'HEAD'].includes(method) && /^\/(?:health|metrics)(?:\/|$)/u.test(path);

const addressOf = ({ ip }: Request) => ipKeyGenerator(ip ?? '');

/** The client that a request counts for: the subject of its token, or its address if it has no token. */
function clientOf(request: Request): string {
  const caller = callerIn(request);
  return caller ? `subject ${caller.subject}` : `address ${addressOf(request)}`;
}

const refuseTooMany = (request: Request, response: Response) => refuse(request, response, tooMany);

/**
 * Limits how many requests a client may send in a minute, and how many may be in progress at once, so that no client
 * takes the service from the others.
 */
export function limits(requestsAMinute: number): RequestHandler[] {
  const perMinute = rateLimit({
    windowMs: minuteMs,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    skip: isExempt,
    limit: requestsAMinute,
    keyGenerator: clientOf,
    handler: refuseTooMany,
  });
  return [perMinute, fewAtOnce()];
}

/**
 * Counts the refused tokens of an address, and answers 429 above the limit. All refused tokens of an address count
 * together, however different they are. Valid tokens are accepted all the same, because many people share an address.
 */
export const countingRefusals = (): RequestHandler =>
  rateLimit({
    windowMs: minuteMs,
    limit: refusalsAMinute,
    standardHeaders: false,
    legacyHeaders: false,
    keyGenerator: addressOf,
    handler: refuseTooMany,
  });

/**
 * Requests with a token and requests without one have separate slots, so that callers without a token cannot keep out
 * those with one. A long request (a stream, an import) moves to slots of a third kind.
 */
function fewAtOnce(): RequestHandler {
  const known = new Slots(most.ofKnown);
  const unknown = new Slots(most.ofUnknown);
  const long = new Slots(most.long);
  return (request, response, next) => {
    if (isExempt(request)) return next();
    const caller = callerIn(request);
    const address = addressOf(request);
    const holders = (ofSubject: number, ofAddress: number): Holder[] => [
      ...(caller ? [{ name: `subject ${caller.subject}`, most: ofSubject }] : []),
      { name: `address ${address}`, most: ofAddress },
    ];
    const taken = caller
      ? known.take(holders(ofOne.subject, ofOne.address))
      : unknown.take(holders(0, ofOne.unknownAddress));
    if (typeof taken === 'string') return refuse(request, response, taken === 'all-held' ? tooBusy : tooManyAtOnce);
    let giveBack = taken;
    response.once('close', () => giveBack());
    response.once(takesItsTime, () => {
      const place = long.take(holders(ofOne.longOfSubject, ofOne.longOfAddress));
      // If no slot for long requests is free, the request keeps the slot that it has.
      if (typeof place === 'string') return;
      giveBack();
      giveBack = place;
    });
    return next();
  };
}

/**
 * Answers 503 if the handler has not answered in time. The handler is not stopped; the database's statement timeout
 * bounds what it still does.
 */
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

/**
 * For a stream, or an import that reports at its end: lifts the time limit of ordinary requests, and no longer counts
 * the request among them.
 */
export function withoutTimeLimit(response: Response): void {
  response.emit(takesItsTime);
}

export function refuse(request: Request, response: Response, problem: Problem): void {
  if (response.headersSent) return;
  if (problem.status === 503) response.setHeader('Retry-After', '1');
  if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  leaveRestUnread(request, response);
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
const tooManyAtOnce: Problem = {
  status: 429,
  code: 'too-many-at-once',
  detail: {
    sv: 'För många anrop samtidigt från samma avsändare.',
    en: 'Too many requests of one sender at once.',
  },
  hint: { sv: 'Vänta på svaren innan du frågar mer.', en: 'Wait for the answers before you ask for more.' },
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
