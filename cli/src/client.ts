import { type Api, createApi, type Schemas } from '@lotsen/api/client';
import { CommandFailed, exitCodes } from './exit-codes.js';
import { keptToken } from './session.js';

export { type Api, answerOf, type Schemas } from '@lotsen/api/client';

/** Options that every command shares. */
export interface Connection {
  readonly url: string;
  readonly token?: string | undefined;
  readonly language: 'sv' | 'en';
}

/** The API of a running Lotsen, with the caller's token. Turns a problem document into a message and an exit code. */
export function apiOf({ url, language, token = keptToken(url) }: Connection): Api {
  const api = createApi({
    baseUrl: url,
    headers: { 'accept-language': language, ...(token ? { authorization: `Bearer ${token}` } : {}) },
    fetch: (request) =>
      fetch(request).catch(() => {
        throw new CommandFailed(
          `Lotsen does not answer at ${url}. Start it with \`npm start\`, or name another address with --url.`,
        );
      }),
  });
  api.use({
    onResponse: async ({ response }) => {
      if (!response.ok) throw failure(response.status, await response.text());
      const type = response.headers.get('content-type') ?? 'application/json';
      if (!type.includes('json')) {
        throw new CommandFailed(
          `What answers at ${url} is not Lotsen (it sends ${type}). Name its address with --url.`,
        );
      }
    },
  });
  return api;
}

function failure(status: number, text: string): CommandFailed {
  let problem: Partial<Schemas['Problem']> = {};
  try {
    problem = JSON.parse(text) as Schemas['Problem'];
  } catch {
    // Not a problem document: the message names the status instead.
  }
  const sentence = [problem.detail ?? `The server answered ${status}.`, problem.hint].filter(Boolean).join(' ');
  if (problem.code === 'no-token') {
    return new CommandFailed(`${sentence} Sign in with \`npx lotsen login\`.`, exitCodes.notAllowed);
  }
  if (status === 401 || status === 403) return new CommandFailed(sentence, exitCodes.notAllowed);
  return new CommandFailed(sentence, status < 500 ? exitCodes.refused : exitCodes.failed);
}
