import { setTimeout as sleep } from 'node:timers/promises';
import { backoff, SteadyClient } from '@lotsen/messaging';
import { Logger, ServiceUnavailableException } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { within } from './within.js';

/** Rows of which memory holds a copy. What each function reads takes effect when the function that it returns is called. */
export interface FollowedRows {
  /** Reads all of them. */
  load(): Promise<() => void>;
  /** Reads some of them anew; left out: all are read. */
  read?(keys: readonly string[]): Promise<() => void>;
}

interface Notice {
  readonly of: string;
  readonly keys: readonly string[];
}

const channel = 'lotsen_changes';
/** PostgreSQL takes notices of up to 8,000 bytes. */
const mostBytes = 7000;
/** What this process has committed itself is in its memory by then. */
const gatherMs = 5;
/** For so long a check holds. */
const sureMs = 100;
const patienceMs = 2000;
const logger = new Logger('changes');

/**
 * Keeps what the memory of every instance of a service holds like its database, whichever instance has written there. Whoever
 * changes followed rows announces their keys in the same transaction; each instance listens, and reads these rows anew. A
 * connection that broke may have missed something: then all is read anew.
 */
export class ChangeFeed {
  private readonly followed = new Map<string, FollowedRows>();
  private readonly waiting = new Map<string, Set<string> | 'all'>();
  private gathering: NodeJS.Timeout | undefined;
  /** What was applied here while rows were being read: it may be newer than they are. */
  private meanwhile: (() => void)[] | undefined;
  private work: Promise<void> = Promise.resolve();
  private client: SteadyClient | undefined;
  private checking: Promise<void> | undefined;
  private sureAt = Number.NEGATIVE_INFINITY;
  private stopping = false;
  private watch: NodeJS.Timeout | undefined;

  constructor(private readonly databaseUrl: string) {}

  /** Before the start. */
  follow(name: string, rows: FollowedRows): void {
    this.followed.set(name, rows);
  }

  /** In the transaction of the change. Without keys: any of them may have changed. */
  async announce(manager: EntityManager, name: string, keys: readonly string[]): Promise<void> {
    await manager.query(`SELECT pg_notify('${channel}', notice) FROM unnest($1::text[]) AS notice`, [
      noticesOf(name, keys),
    ]);
  }

  /** Everything followed was emptied, or may have changed. */
  async announceAll(manager: EntityManager): Promise<void> {
    for (const name of this.followed.keys()) await this.announce(manager, name, []);
  }

  /** What this instance has committed itself takes effect at once. */
  apply(effect: () => void): void {
    effect();
    this.meanwhile?.push(effect);
  }

  /** Resolves when all was read once. */
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
   * Before anything is answered from memory.
   * @throws ServiceUnavailableException where memory may lack what another instance has written more than a moment ago
   */
  async assertFresh(): Promise<void> {
    if (performance.now() - this.sureAt < sureMs) return;
    this.checking ??= this.check().finally(() => {
      this.checking = undefined;
    });
    await this.checking;
  }

  /** All that was announced before an answer of the listening connection has come before that answer. */
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
      // One that does not answer is not waited for; all is read anew on another.
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
      // The end of one that is not in use yet has no other consequence.
      if (isOver) throw new Error('The connection broke.');
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    // Asked to stop while it connected.
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
    // Whoever may connect to the database may notify: of what cannot be read, anything may have changed.
    for (const name of notice ? [notice.of] : this.followed.keys()) {
      const known = this.waiting.get(name) ?? new Set();
      // Whatever else is announced beside all, all of it is read.
      if (!notice || notice.keys.length === 0 || known === 'all') this.waiting.set(name, 'all');
      else {
        for (const key of notice.keys) known.add(key);
        this.waiting.set(name, known);
      }
    }
    this.gathering ??= setTimeout(() => this.flush(), gatherMs);
  }

  /** Reads anew what was announced since. */
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
        // Begun anew, nothing is missed.
        void this.client?.end().catch(() => undefined);
      });
    }
  }

  /** One after another. */
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
    // Neither is one that is no object.
  }
  return undefined;
}

/** The keys in as many notices as they need. */
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
