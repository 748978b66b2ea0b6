import { callerOf, keepCaller, type TokenVerifier } from '@lotsen/access';
import type { RequestHandler } from 'express';
import { countingRefusals, refuse } from './limits.js';
import { problemOf } from './problem.filter.js';

/** A path in the form in which it is compared with routes: lower case, single slashes, none at the end. */
export const asRouted = (path: string) =>
  path
    .toLowerCase()
    .replace(/\/+/gu, '/')
    .replace(/(?<=.)\/$/u, '');

/** Whether a path needs a token. Health, metrics, the API document and pages do not. */
const isApi = (path: string) => /^\/(?:v1|operations)(?:\/|$)/u.test(path);

/**
 * Verifies the token of a request before the request takes a slot and before its body is read. Without a token, a
 * caller reaches only what is public.
 * @param isPublic whether everybody may read what is at a path
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
    // If the client left while the token was verified, 'close' has already fired, and the slot would never be freed.
    if (response.destroyed) return;
    next();
  };
}
