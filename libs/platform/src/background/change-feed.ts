import { setTimeout as sleep } from 'node:timers/promises';
import { backoff, SteadyClient } from '@lotsen/messaging';
import { Logger, ServiceUnavailableException } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { within } from '../within.js';

/**
 * Database rows of which each instance keeps an in-memory copy. Each function reads rows, and returns a function that
 * applies them to the copy.
 */
export interface FollowedRows {
  /** Reads all rows. */
  load(): Promise<() => void>;
  /** Reads the rows with these keys. Without it, a change of any row makes the instance read all rows. */
  read?(keys: readonly string[]): Promise<() => void>;
}

interface Notice {
  readonly of: string;
  readonly keys: readonly string[];
}

const channel = 'lotsen_changes';
/** PostgreSQL accepts a notice of less than 8,000 bytes. */
const mostBytes = 7000;
/** The delay before announced rows are read: it gives this process time to apply its own commits to memory first. */
const gatherMs = 5;
/** How long the result of a check is valid. */
const sureMs = 100;
const patienceMs = 2000;
const logger = new Logger('changes');

/**
 * Keeps the in-memory copies of every instance of a service equal to its database, whichever instance writes there. A
 * transaction that changes followed rows announces their keys (NOTIFY). Each instance listens, and reads these rows
 * again. If its listening connection breaks, it may have missed notices, and so it reads all rows again.
 */
export class ChangeFeed {
  private readonly followed = new Map<string, FollowedRows>();
  private readonly waiting = new Map<string, Set<string> | 'all'>();
  private gathering: NodeJS.Timeout | undefined;
  /** Effects applied while rows are being read. They may be newer than these rows, and so are applied again after. */
  private meanwhile: (() => void)[] | undefined;
  private work: Promise<void> = Promise.resolve();
  private client: SteadyClient | undefined;
  private checking: Promise<void> | undefined;
  private sureAt = Number.NEGATIVE_INFINITY;
  private stopping = false;
  private watch: NodeJS.Timeout | undefined;

  constructor(private readonly databaseUrl: string) {}

  /** Call it before `start`. */
  follow(name: string, rows: FollowedRows): void {
    this.followed.set(name, rows);
  }

  /** Call it in the transaction of the change. No keys: any row may have changed. */
  async announce(manager: EntityManager, name: string, keys: readonly string[]): Promise<void> {
    await manager.query(`SELECT pg_notify('${channel}', notice) FROM unnest($1::text[]) AS notice`, [
      noticesOf(name, keys),
    ]);
  }

  /** Announces that all followed rows may have changed, or were deleted. */
  async announceAll(manager: EntityManager): Promise<void> {
    for (const name of this.followed.keys()) await this.announce(manager, name, []);
  }

  /** Applies at once what this instance has committed, without waiting for its own notice. */
  apply(effect: () => void): void {
    effect();
    this.meanwhile?.push(effect);
  }

  /** Resolves when all followed rows have been read once. */
  async start(): Promise<void> {
    await this.connect();
    this.watch = setInterval(() => {
      this.assertFresh().catch(() => undefined);
    }, patienceMs).unref();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    clearInterval(this.watch);
    clearTimeout(this.gathering);
    await this.client?.end().catch(() => undefined);
    await this.work;
  }

  /**
   * Call it before anything is answered from memory.
   * @throws ServiceUnavailableException if memory may lack what another instance wrote more than 100 ms (`sureMs`) ago
   */
  async assertFresh(): Promise<void> {
    if (performance.now() - this.sureAt < sureMs) return;
    this.checking ??= this.check().finally(() => {
      this.checking = undefined;
    });
    await this.checking;
  }

  /** Once PostgreSQL has answered a query on the listening connection, all notices sent before have arrived. */
  private async check(): Promise<void> {
    const began = performance.now();
    const { client } = this;
    try {
      if (!client) throw new Error('There is no connection.');
      await within(patienceMs, client.query('SELECT 1'));
      this.flush();
      await within(patienceMs, this.work);
      if (client !== this.client) throw new Error('The connection broke.');
      this.sureAt = began;
    } catch (error) {
      if (!this.stopping) logger.warn(`Memory cannot be held against the database: ${(error as Error).message}`);
      // Not awaited: a connection that does not answer may never end. All rows are read again on a new one.
      if (client) void client.end().catch(() => undefined);
      throw new ServiceUnavailableException(catchingUp);
    }
  }

  private async connect(): Promise<void> {
    const client = new SteadyClient({ connectionString: this.databaseUrl, application_name: 'lotsen-changes' });
    client.on('notification', ({ payload }) => this.notice(payload ?? ''));
    let isOver = false;
    client.once('end', () => {
      isOver = true;
      if (this.client !== client) return;
      this.client = undefined;
      this.sureAt = Number.NEGATIVE_INFINITY;
      if (!this.stopping) void this.connectAgain();
    });
    await client.connect();
    try {
      await client.query(`LISTEN ${channel}`);
      this.waiting.clear();
      for (const rows of this.followed.values()) await this.enqueue(() => rows.load());
      // The `end` listener reconnects only for the connection in use, which this one is not yet.
      if (isOver) throw new Error('The connection broke.');
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    // `stop` may have been called while this was connecting.
    if (this.stopping) await client.end().catch(() => undefined);
    else this.client = client;
  }

  private async connectAgain(): Promise<void> {
    for (const pause of backoff(100, 2000)) {
      if (this.stopping) return;
      try {
        return await this.connect();
      } catch (error) {
        logger.warn(`Memory is read anew in ${pause} ms: ${(error as Error).message}`);
        await sleep(pause);
      }
    }
  }

  private notice(payload: string): void {
    const notice = noticeIn(payload);
    // Any database user may send notices. One that cannot be parsed may mean any change: all rows are read.
    for (const name of notice ? [notice.of] : this.followed.keys()) {
      const known = this.waiting.get(name) ?? new Set();
      // Once all rows of a name have to be read, its keys no longer matter.
      if (!notice || notice.keys.length === 0 || known === 'all') this.waiting.set(name, 'all');
      else {
        for (const key of notice.keys) known.add(key);
        this.waiting.set(name, known);
      }
    }
    this.gathering ??= setTimeout(() => this.flush(), gatherMs);
  }

  /** Reads the rows that were announced since the last call. */
  private flush(): void {
    clearTimeout(this.gathering);
    this.gathering = undefined;
    const announced = [...this.waiting];
    this.waiting.clear();
    for (const [name, keys] of announced) {
      const rows = this.followed.get(name);
      if (!rows) continue;
      const read = () => (rows.read && keys !== 'all' ? rows.read([...keys]) : rows.load());
      this.enqueue(read).catch((error: Error) => {
        logger.warn(`What was announced could not be read: ${error.message}`);
        // The end of this connection leads to a new one, on which all rows are read.
        void this.client?.end().catch(() => undefined);
      });
    }
  }

  /** Runs the reads one after another. */
  private enqueue(read: () => Promise<() => void>): Promise<void> {
    const done = this.work.then(async () => {
      this.meanwhile = [];
      try {
        (await read())();
        for (const effect of this.meanwhile) effect();
      } finally {
        this.meanwhile = undefined;
      }
    });
    this.work = done.catch(() => undefined);
    return done;
  }
}

function noticeIn(payload: string): Notice | undefined {
  try {
    const { of, keys } = JSON.parse(payload) as { of?: unknown; keys?: unknown };
    if (typeof of === 'string' && Array.isArray(keys)) return { of, keys: keys.map(String) };
  } catch {
    // Not JSON, or null. The result is the same as for any other payload that is not a notice.
  }
  return undefined;
}

/** Splits the keys into as many notices as their size requires. */
function noticesOf(of: string, keys: readonly string[]): string[] {
  const notices: string[][] = [[]];
  let bytes = 0;
  for (const key of keys) {
    bytes += key.length + 3;
    if (bytes > mostBytes) {
      notices.push([]);
      bytes = key.length + 3;
    }
    notices.at(-1)?.push(key);
  }
  return notices.map((some) => JSON.stringify({ of, keys: some } satisfies Notice));
}

const catchingUp = {
  code: 'catching-up',
  detail: {
    sv: 'Tjänsten läser in det som har hänt sedan den sist hade kontakt med sin databas.',
    en: 'The service is reading what has happened since it last reached its database.',
  },
  hint: { sv: 'Försök igen om en stund.', en: 'Try again in a moment.' },
};
