import type { DemoUser } from '@lotsen/access';
import type { Problem } from '@lotsen/api';
import type { Schemas } from '@lotsen/api/client';
import { demoToken } from 'lotsen/demo-token';
import { assertDocumented } from './problem-codes.js';
import type { System } from './system.js';
import { whenDone } from './when-done.js';

export interface Answer<T = Record<string, unknown>> {
  readonly status: number;
  readonly body: T;
  readonly text: string;
  /** Its Content-Type; empty where it has none. */
  readonly type: string;
  readonly etag: string | null;
}

/** Calls a system over HTTP as one of its demo users. */
export class Api {
  private readonly tokens = new Map<DemoUser, string>();

  constructor(private readonly system: System) {}

  async token(user: DemoUser): Promise<string> {
    const token = this.tokens.get(user) ?? (await this.signIn(user));
    this.tokens.set(user, token);
    return token;
  }

  async call<T = Record<string, unknown>>(
    user: DemoUser | null,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
    url = this.system.url,
  ): Promise<Answer<T>> {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        'accept-language': 'en',
        ...(user ? { authorization: `Bearer ${await this.token(user)}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    if (type.startsWith('application/problem+json')) assertDocumented(method, path, (parsed(text) as Problem).code);
    return { status: response.status, body: parsed(text) as T, text, type, etag: response.headers.get('etag') };
  }

  async get<T = Record<string, unknown>>(user: DemoUser, path: string): Promise<T> {
    return this.expectOk(await this.call<T>(user, 'GET', path), path);
  }

  async post<T = Record<string, unknown>>(user: DemoUser, path: string, body: unknown, headers = {}): Promise<T> {
    return this.expectOk(await this.call<T>(user, 'POST', path, body, headers), path);
  }

  /**
   * Starts a job, and resolves with its result when it is done.
   * @param url of one instance of the service; default: the portal's
   */
  async job<T = Record<string, unknown>>(
    user: DemoUser,
    path: string,
    body?: unknown,
    { headers = {}, url = this.system.url }: { headers?: Record<string, string>; url?: string } = {},
  ): Promise<T> {
    const started = await this.call<{ id: string }>(user, 'POST', path, body, headers, url);
    return this.overJob(user, `/v1/${path.split('/')[2]}/jobs`, this.expectOk(started, path), url);
  }

  /** The result of a job that has been started, when it is done. */
  async overJob<T>(user: DemoUser, jobs: string, { id }: { readonly id: string }, url = this.system.url): Promise<T> {
    const address = `${jobs}/${id}`;
    return whenDone(async () => {
      const answer = await this.call<{ state: string; result: T }>(user, 'GET', address, undefined, {}, url);
      return this.expectOk(answer, address);
    });
  }

  /** Signs in as `npx lotsen login --demo` does, which test/login.e2e-spec.ts tests. */
  private async signIn(user: DemoUser): Promise<string> {
    const response = await fetch(`${this.system.url}/v1/portal/sign-in`);
    return demoToken(user, (await response.json()) as Schemas['SignIn']);
  }

  private expectOk<T>(answer: Answer<T>, path: string): T {
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    return answer.body;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
