import { setTimeout as sleep } from 'node:timers/promises';
import type { Role } from '@lotsen/access';
import { backoff } from '@lotsen/messaging';
import type { Issuer } from '@lotsen/testing/issuer';
import { whenDone } from '@lotsen/testing/when-done';

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export const organisations = {
  municipality: 'a0000000-0000-4000-8000-000000000001',
  employer: 'a0000000-0000-4000-8000-000000000002',
  'learning-centre': 'a0000000-0000-4000-8000-000000000003',
} as const;

const organisationOf: Partial<Record<Role, string>> = {
  administrator: organisations.municipality,
  officer: organisations.municipality,
  employer: organisations.employer,
  // The learning centre belongs to the municipality, because it records outcomes of the municipality's persons.
  'learning-centre': organisations.municipality,
};

/** How long one answer may take, in milliseconds. A check of the log reads whole topics. */
const answerMs = { command: 15_000, operations: 90_000 };
const mostMs = 180_000;

/** Calls the system as its users do: when an answer is lost, it sends the request again. */
export class Client {
  /** How many requests were sent again. */
  retries = 0;
  /** Answers with status 500, which are faults of the service itself. */
  readonly internalErrors: string[] = [];

  constructor(
    private readonly url: string,
    private readonly issuer: Issuer,
  ) {}

  /** Sends until there is an answer. `wasLost`: an earlier attempt failed, but may have been carried out. */
  async send(
    role: Role,
    method: string,
    path: string,
    { body, headers = {} }: { readonly body?: object; readonly headers?: Readonly<Record<string, string>> } = {},
  ): Promise<Answer & { readonly wasLost: boolean }> {
    const deadline = Date.now() + mostMs;
    let wasLost = false;
    let last = '';
    for (const pause of backoff(50, 500)) {
      if (Date.now() >= deadline) break;
      try {
        const answer = await this.ask(role, method, path, body, headers);
        if (answer.status < 500 && answer.status !== 429) return { ...answer, wasLost };
        last = `${answer.status} ${JSON.stringify(answer.body)}`;
        if (answer.status === 500) this.internalErrors.push(`${method} ${path}: ${last}`);
      } catch (error) {
        last = (error as Error).message;
      }
      wasLost = true;
      this.retries += 1;
      await sleep(pause);
    }
    throw new Error(`${role} ${method} ${path} had no answer in ${mostMs} ms: ${last}`);
  }

  async get<T>(role: Role, path: string): Promise<T> {
    const { status, body } = await this.send(role, 'GET', path);
    if (status !== 200) throw new Error(`${role} GET ${path}: ${status} ${JSON.stringify(body)}`);
    return body as T;
  }

  /** Starts a job, and resolves with its result when it is done. */
  async job<T>(role: Role, path: string): Promise<T> {
    const { status, body } = await this.send(role, 'POST', path);
    if (status !== 202) throw new Error(`${role} POST ${path}: ${status} ${JSON.stringify(body)}`);
    const address = `/v1/${path.split('/')[2]}/jobs/${String(body.id)}`;
    return whenDone(() => this.get<{ state: string; result: T }>(role, address), mostMs);
  }

  private async ask(
    role: Role,
    method: string,
    path: string,
    body: object | undefined,
    headers: Readonly<Record<string, string>>,
  ): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        'accept-language': 'en',
        authorization: `Bearer ${await this.issuer.token(role, organisationOf[role] ?? null)}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(path.endsWith('/log-check') ? answerMs.operations : answerMs.command),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Answer['body']) };
  }
}
