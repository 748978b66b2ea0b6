import type { Api } from '@lotsen/testing/api';
import { AnswerCheck } from './answers.js';
import { type Document, type Operation, operationsOf } from './document.js';
import { type FuzzRequest, Requests } from './requests.js';
import { Seen } from './seen.js';

/** Left out, because a stream of events ends only when the client leaves: it has no whole body to check. */
const left = 'GET /v1/matching/stream';

/** The most calls of operations that affect all data or delete something. */
const bounds: readonly (readonly [RegExp, number])[] = [
  [/^DELETE /u, 20],
  [/rebuild$/u, 2],
  [/republish$/u, 2],
  [/reread$/u, 2],
  [/log-check$/u, 10],
  [/projection\/hash$/u, 5],
  [/tick$/u, 10],
];

interface Fault {
  /** The first request that caused it, and its answer. */
  readonly request: string;
  count: number;
}

export interface Fuzzed {
  readonly sent: number;
  /** How often each called operation answered with each status. */
  readonly statuses: ReadonlyMap<string, ReadonlyMap<number, number>>;
  /** One text for each fault of an operation. */
  readonly faults: readonly string[];
}

/** Sends requests made from the document, operation by operation, and checks every answer against it. */
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
    // Lists first: the other requests use the ids in them.
    const inTurn = [...this.operations].sort((a, b) => rank(a) - rank(b));
    for (let at = 0; this.sent < count; at++) {
      const operation = inTurn[at % inTurn.length] as Operation;
      if (this.calls(operation) >= bound(operation)) continue;
      await this.send(this.requests.make(operation, this.seed + at));
    }
    const faults = [...this.faults].map(([fault, { count, request }]) => `${count} × ${fault}\n    ${request}`);
    return { sent: this.sent, statuses: this.statuses, faults };
  }

  private async send(request: FuzzRequest): Promise<string | null> {
    const { operation, role, path, body } = request;
    const headers: Record<string, string> = { ...request.headers };
    if (request.asksVersion) headers['If-Match'] = (await this.versionOf(request)) ?? '"1"';
    const answer = await this.api.call(role, operation.method, path, body, headers);
    this.sent += 1;
    const statuses = this.statuses.get(operation.name) ?? new Map<number, number>();
    this.statuses.set(operation.name, statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1));
    const fault = this.check.faultOf(operation, answer);
    if (fault) this.tell(`${operation.name}: ${fault}`, { ...request, headers }, answer.text);
    if (answer.status >= 300) return null;
    this.seen.keep(operation, role, answer.body);
    return answer.etag;
  }

  /** The ETag of the thing that a request changes, read with the role of the request. */
  private async versionOf({ operation, role, path }: FuzzRequest): Promise<string | null> {
    const at = operation.path.replace(/(\{id\}).*$/u, '$1');
    const reads = this.operations.find((one) => one.method === 'GET' && one.path === at);
    if (!reads) return null;
    const own = path.split('/').slice(0, at.split('/').length).join('/');
    return this.send({ operation: reads, role, path: own, headers: {}, body: undefined, asksVersion: false });
  }

  private tell(fault: string, { role, path, headers, body }: FuzzRequest, answer: string): void {
    const known = this.faults.get(fault);
    const request = `${role ?? 'nobody'} ${path} ${JSON.stringify(headers)} ${body?.slice(0, 1000) ?? ''}`;
    if (known) known.count += 1;
    else this.faults.set(fault, { request: `${request} -> ${answer.slice(0, 500)}`, count: 1 });
  }

  private calls({ name }: Operation): number {
    return [...(this.statuses.get(name)?.values() ?? [])].reduce((sum, count) => sum + count, 0);
  }
}

const bound = ({ name }: Operation) => bounds.find(([pattern]) => pattern.test(name))?.[1] ?? Number.POSITIVE_INFINITY;
const rank = ({ method, path }: Operation) => (path.includes('{') ? 2 : method === 'GET' ? 0 : 1);
