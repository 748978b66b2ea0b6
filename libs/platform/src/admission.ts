import { callerOf, keepCaller, type TokenVerifier } from '@lotsen/access';
import type { RequestHandler } from 'express';
import { Refusals, refuse, tooMany } from './limits.js';
import { problemOf } from './problem.filter.js';

/** Everything that needs a token; the rest is health, metrics, the API document and pages. */
const isApi = (path: string) => /^\/(?:v1|operations)(?:\/|$)/u.test(path);

/**
 * Finds out who sends a request before it takes a slot and before anything of its body is read; without a token nothing is
 * reached but what is public.
 * @param isPublic whether anybody may read what is at a path
 */
export function admission(verifier: TokenVerifier, isPublic: (path: string) => boolean): RequestHandler {
  const refusals = new Refusals();
  return async (request, response, next) => {
    if (!isApi(request.path) || (request.method === 'GET' && isPublic(request.path))) return next();
    if (await refusals.areTooMany(request)) return refuse(request, response, tooMany);
    try {
      keepCaller(request, await callerOf(request.headers.authorization, verifier));
    } catch (error) {
      const problem = problemOf(error);
      if (problem.status !== 401) return refuse(request, response, problem);
      return refusals.count(request, response, () => refuse(request, response, problem));
    }
    next();
  };
}
