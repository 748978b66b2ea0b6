import type { Api } from '../api.js';
import { AnswerCheck } from './answers.js';
import { type Document, type Operation, operationsOf } from './document.js';
import { type FuzzRequest, Requests } from './requests.js';
import { Seen } from './seen.js';

/** A stream of events ends when its reader leaves: no answer that could be held against a schema. */
const left = 'GET /v1/matching/stream';

/** What touches everything, or takes persons away, is called so many times at most. */
const bounds: readonly (readonly [RegExp, number])[] = [
  [/^DELETE /u, 20],
  [/rebuild$/u, 2],
  [/republish$/u, 2],
  [/log-check$/u, 10],
  [/projection\/hash$/u, 5],
  [/tick$/u, 10],
];

interface Fault {
  readonly fault: string;
  readonly request: string;
  count: number;
}

export interface Fuzzed {
  readonly sent: number;
  /** Operations that were called, and how often each status came. */
  readonly statuses: ReadonlyMap<string, ReadonlyMap<number, number>>;
  /** One line a fault of an operation. */
  readonly faults: readonly string[];
}

/** Sends requests made from the document, operation by operation, and holds every answer against it. */
export class Fuzz {
  private readonly seen: Seen;
  private readonly requests: Requests;
  private readonly check: AnswerCheck;
  private readonly operations: readonly Operation[];
  private readonly statuses = new Map<string, Map<number, number>>();
  private readonly faults = new Map<string, Fault>();
  private sent = 0;

  constructor(
    document: Document,
    private readonly api: Api,
    private readonly seed: number,
  ) {
    this.seen = new Seen(document);
    this.requests = new Requests(document, this.seen);
    this.check = new AnswerCheck(document);
    this.operations = operationsOf(document).filter(({ name }) => name !== left);
  }

  async run(count: number): Promise<Fuzzed> {
    // Lists first: their ids are what the rest is about.
    const inTurn = [...this.operations].sort((a, b) => rank(a) - rank(b));
    for (let at = 0; this.sent < count; at++) {
      const operation = inTurn[at % inTurn.length] as Operation;
      if (this.calls(operation) >= bound(operation)) continue;
      await this.send(this.requests.make(operation, this.seed + at));
    }
    const faults = [...this.faults].map(([key, { count, request }]) => `${count} × ${key}\n    ${request}`);
    return { sent: this.sent, statuses: this.statuses, faults };
  }

  private async send(request: FuzzRequest): Promise<string | null> {
    const { operation, role, path, body } = request;
    const headers: Record<string, string> = { ...request.headers };
    if (request.asksVersion) headers['If-Match'] = (await this.versionOf(request)) ?? '"1"';
    const answer = await this.api.call(role, operation.method, path, body, headers);
    this.sent += 1;
    const request = `${role ?? 'nobody'} ${path} ${JSON.stringify(headers)} ${body?.slice(0, 1000) ?? ''} -> ${answer.slice(0, 500)}`;
    this.faults.set(key, { fault: key, request, count: 1 });
  }

  private calls({ name }: Operation): number {
    return [...(this.statuses.get(name)?.values() ?? [])].reduce((sum, count) => sum + count, 0);
  }
}

const bound = ({ name }: Operation) => bounds.find(([pattern]) => pattern.test(name))?.[1] ?? Number.POSITIVE_INFINITY;
const rank = ({ method, path }: Operation) => (path.includes('{') ? 2 : method === 'GET' ? 0 : 1);
