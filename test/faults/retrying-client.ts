import { setTimeout as sleep } from 'node:timers/promises';
import type { Role } from '@lotsen/access';
import type { Answer, Client } from './client.js';
import type { Kind, Known, Ledger } from './ledger.js';

/** The path and the role with which each kind is read. */
const readOf: Readonly<Record<Kind, { readonly role: Role; readonly path: string }>> = {
  person: { role: 'officer', path: '/v1/candidates' },
  vacancy: { role: 'employer', path: '/v1/vacancies' },
  placement: { role: 'employer', path: '/v1/placements' },
  outcome: { role: 'learning-centre', path: '/v1/validations/outcomes' },
  proposal: { role: 'officer', path: '/v1/matching/proposals' },
};

/** More version conflicts than this mean that the client would retry for ever. */
const mostStale = 20;
const mostUnheard = 8;

export interface Present {
  readonly version: number;
  readonly status: string;
  readonly [field: string]: unknown;
}

export interface Creation {
  readonly kind: Kind;
  readonly role: Role;
  readonly path: string;
  readonly body: object;
  readonly status: string;
  readonly mark?: string;
  readonly candidate?: string;
  readonly target?: string;
  readonly room?: number;
  /** The service may not have consumed yet what the body names, so a 404 is retried a few times. */
  readonly namesOthers?: true;
}

export interface Change {
  readonly role: Role;
  readonly method?: string;
  /** The path after that of the aggregate. */
  readonly step?: string;
  readonly body?: object;
  /** Whether the present state contains the change. */
  readonly isDone: (present: Present) => boolean;
  /** What the change sets on the known aggregate. */
  readonly becomes: Partial<Pick<Known, 'status' | 'mark' | 'over'>>;
}

/** Creates and changes things although answers are lost, and records in the ledger what was acknowledged. */
export class RetryingClient {
  refused: Record<string, number> = {};

  constructor(
    readonly client: Client,
    readonly ledger: Ledger,
    /** Makes keys that no other round uses. */
    private readonly nextKey: () => string,
  ) {}

  /** Undefined where it was refused. All attempts have one Idempotency-Key, so the thing is created only once. */
  async create(creation: Creation): Promise<Known | undefined> {
    const { kind, role, path, body, status, mark = '', candidate = null, target = null, room = 0 } = creation;
    const headers = { 'idempotency-key': this.nextKey() };
    let answer = await this.client.send(role, 'POST', path, { body, headers });
    for (let tries = 1; creation.namesOthers && answer.status === 404 && tries < mostUnheard; tries++) {
      await sleep(60);
      answer = await this.client.send(role, 'POST', path, { body, headers });
    }
    if (answer.status !== 201) return this.refuse(`create ${kind}`, answer);
    const known: Known = {
      kind,
      id: String(answer.body.id),
      version: 1,
      status,
      mark,
      busy: false,
      over: false,
      candidate,
      target,
      room,
      acknowledged: 0,
    };
    this.ledger.add(known);
    this.ledger.acknowledge(known, 1, `create ${kind}`);
    return known;
  }

  /** Whether the change was made. After a version conflict it reads the present version and tries again. */
  async change(known: Known, change: Change): Promise<boolean> {
    const { role, method = 'POST', step = '', body, isDone, becomes } = change;
    const path = `${readOf[known.kind].path}/${known.id}${step}`;
    const what = `${method} ${known.kind}${step}`;
    let wasLost = false;
    for (let stale = 0; stale < mostStale; stale++) {
      const seen = known.version;
      const headers = { 'if-match': `"${seen}"` };
      const answer = await this.client.send(role, method, path, { ...(body ? { body } : {}), headers });
      wasLost ||= answer.wasLost;
      if (answer.status === 200) {
        const version = Number(answer.body.version);
        if (version !== seen + 1) {
          this.ledger.violations.push(`${what} ${known.id} at version ${seen} answered version ${version}`);
        }
        return this.done(known, version, what, becomes);
      }
      if (answer.status !== 412) {
        this.refuse(what, answer);
        return false;
      }
      const present = await this.read(known);
      // A lost attempt succeeded at the version in its If-Match, or not at all.
      if (wasLost && isDone(present)) {
        this.done(known, seen + 1, what, becomes);
        known.version = present.version;
        return true;
      }
      known.version = present.version;
      wasLost = false;
    }
    throw new Error(`${what} ${known.id} met another version ${mostStale} times.`);
  }

  read({ kind, id }: Known): Promise<Present> {
    const { role, path } = readOf[kind];
    return this.client.get<Present>(role, `${path}/${id}`);
  }

  private done(known: Known, version: number, what: string, becomes: Change['becomes']): true {
    Object.assign(known, becomes);
    this.ledger.acknowledge(known, version, what);
    return true;
  }

  private refuse(what: string, { status, body }: Answer): undefined {
    const why = `${what}: ${status} ${String(body.code ?? '')}`;
    this.refused[why] = (this.refused[why] ?? 0) + 1;
    return undefined;
  }
}
