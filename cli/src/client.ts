import { CommandFailed, exitCodes } from './exit-codes.js';
import { keptToken } from './session.js';

/** Options that every command shares. */
export interface Connection {
  readonly url: string;
  readonly token?: string | undefined;
  readonly language: 'sv' | 'en';
}

interface ProblemDocument {
  readonly code?: string;
  readonly detail?: string;
  readonly hint?: string;
}

/** Calls Lotsen's HTTP API; a problem document becomes a sentence and an exit code. */
export class Client {
  constructor(private readonly connection: Connection) {}

  get<T>(path: string): Promise<T> {
    return this.call<T>('GET', path);
  }

  post<T>(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
    return this.call<T>('POST', path, body, headers);
  }

  async call<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
    const { url, language } = this.connection;
    const token = this.connection.token ?? keptToken(url);
    let response: Response;
    try {
      response = await fetch(`${url}${path}`, {
        method,
        headers: {
          'accept-language': language,
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
    } catch {
      throw new CommandFailed(
        `Lotsen does not answer at ${url}. Start it with \`npm start\`, or name another address with --url.`,
      );
    }
    const text = await response.text();
    if (!response.ok) throw failure(response.status, text);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }
}

function failure(status: number, text: string): CommandFailed {
  let problem: ProblemDocument = {};
  try {
    problem = JSON.parse(text) as ProblemDocument;
  } catch {
    // Not a problem document: the status has to do.
  }
  const sentence = [problem.detail ?? `The server answered ${status}.`, problem.hint].filter(Boolean).join(' ');
  if (problem.code === 'no-token') {
    return new CommandFailed(`${sentence} Sign in with \`npx lotsen login\`.`, exitCodes.notAllowed);
  }
  if (status === 401 || status === 403) return new CommandFailed(sentence, exitCodes.notAllowed);
  return new CommandFailed(sentence, status < 500 ? exitCodes.refused : exitCodes.failed);
}
