import { callerOf, keepCaller, type TokenVerifier } from '@lotsen/access';
import type { RequestHandler } from 'express';
import { countingRefusals, refuse } from './limits.js';
import { problemOf } from './problem.filter.js';

/** A path as routes are found by it: in any letters, whatever slashes it ends with. */
export const asRouted = (path: string) =>
  path
    .toLowerCase()
    .replace(/\/+/gu, '/')
    .replace(/(?<=.)\/$/u, '');

/** Everything that needs a token; the rest is health, metrics, the API document and pages. */
const isApi = (path: string) => /^\/(?:v1|operations)(?:\/|$)/u.test(path);

/**
 * Finds out who sends a request before it takes a slot and before anything of its body is read; without a token nothing is
 * reached but what is public.
 * @param isPublic whether anybody may read what is at a path
 */
export function admission(verifier: TokenVerifier, isPublic: (path: string) => boolean): RequestHandler {
  const counted = countingRefusals();
  return async (request, response, next) => {
    const path = asRouted(request.path);
    if (!isApi(path) || (['GET', 'HEAD'].includes(request.method) && isPublic(path))) return next();
    try {
      keepCaller(request, await callerOf(request.headers.authorization, verifier));
    } catch (error) {
      const problem = problemOf(error);
      if (problem.status !== 401) return refuse(request, response, problem);
      return counted(request, response, () => refuse(request, response, problem));
    }
    next();
  };
}
