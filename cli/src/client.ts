import { type Api, createApi, type Schemas } from '@lotsen/api/client';
import { CommandFailed, exitCodes } from './exit-codes.js';
import { keptToken } from './session.js';
import type { Language } from './words.js';

export { type Api, answerOf, type Schemas } from '@lotsen/api/client';

/** Options that every command shares. */
export interface Connection {
  readonly url: string;
  readonly token?: string | undefined;
  readonly language: Language;
}

/** The API of a running Lotsen, with the caller's token. Turns a problem document into a message and an exit code. */
export function apiOf({ url, language, token = keptToken(url) }: Connection): Api {
  const api = createApi({
    baseUrl: url,
    headers: { 'accept-language': language, ...(token ? { authorization: `Bearer ${token}` } : {}) },
    fetch: (request) =>
      fetch(request).catch(() => {
        throw new CommandFailed({
          sv: `Lotsen svarar inte på ${url}. Starta med \`npm start\`, eller ange en annan adress med --url.`,
          en: `Lotsen does not answer at ${url}. Start it with \`npm start\`, or name another address with --url.`,
        });
      }),
  });
  api.use({
    onResponse: async ({ response }) => {
      if (!response.ok) throw failure(response.status, await response.text(), url, language);
      if (!isJson(response)) throw notLotsen(url);
    },
  });
  return api;
}

/** An answer without a body has no type. */
const isJson = ({ headers, status }: Response) =>
  status === 204 || (headers.get('content-type') ?? '').includes('json');

const notLotsen = (url: string) =>
  new CommandFailed({
    sv: `Det som svarar på ${url} är inte Lotsen, eller så svarar något framför. Ange adressen med --url.`,
    en: `What answers at ${url} is not Lotsen, or something before it answers instead. Name its address with --url.`,
  });

function failure(status: number, text: string, url: string, language: Language): CommandFailed {
  const problem = problemIn(text);
  if (!problem) return notLotsen(url);
  const answered = { sv: `Servern svarade ${status}.`, en: `The server answered ${status}.` };
  const sentence = [problem.detail ?? answered[language], problem.hint].filter(Boolean).join(' ');
  if (problem.code === 'no-token') {
    const signIn = { sv: 'Logga in med `npx lotsen login`.', en: 'Sign in with `npx lotsen login`.' };
    return new CommandFailed(`${sentence} ${signIn[language]}`, exitCodes.notAllowed);
  }
  if (status === 401 || status === 403) return new CommandFailed(sentence, exitCodes.notAllowed);
  return new CommandFailed(sentence, status < 500 ? exitCodes.refused : exitCodes.failed);
}

/** Every refusal of Lotsen is a problem document with a code. */
function problemIn(text: string): Partial<Schemas['Problem']> | undefined {
  try {
    const problem = JSON.parse(text) as Partial<Schemas['Problem']> | null;
    return typeof problem?.code === 'string' ? problem : undefined;
  } catch {
    return undefined;
  }
}
