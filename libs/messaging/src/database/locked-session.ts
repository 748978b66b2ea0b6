import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { logger } from '../logger.js';
import { backoff } from './backoff.js';

/** How much of the waiting work a round has done. */
export type RoundDone = 'nothing' | 'all' | 'some';

export interface LockedWork {
  /** Shown in log lines, and to the database as application_name. */
  readonly name: string;
  readonly databaseUrl: string;
  /** A NOTIFY on this channel wakes the session. */
  readonly channel: string;
  /** Two words that make the key of the advisory lock. One session at a time holds it. */
  readonly lock: readonly [string, string];
  /** The pause after a round that did something, in milliseconds. The next round does all work that arrives then. */
  readonly gatherMs: number;
  /** Called once the lock is held, before the first round. */
  begin?(client: pg.Client): Promise<void>;
  /** Does waiting work. After 'some' it is called again; else it waits for the NOTIFY that has to follow new work. */
  round(client: pg.Client): Promise<RoundDone>;
  /** Called when asked to stop, while the lock is still held. */
  finish?(client: pg.Client): Promise<void>;
}

const pollMs = 1000;

/**
 * Work that one process at a time does. The session holds an advisory lock for as long as its connection lives. It
 * sleeps until it is notified, and checks for work once a second anyway. If its connection fails, it starts again, with
 * growing pauses.
 */
export class LockedSession {
  private stopping = false;
  private running: Promise<void> = Promise.resolve();
  /** Whether a notification came during a round. Then another round follows before the session sleeps. */
  private woken = false;
  private interrupt: () => void = () => undefined;
  private pauses = backoff();

  constructor(private readonly work: LockedWork) {}

  start(): void {
    this.running = this.run();
  }

  /** Resolves when the last round is over and the lock is released. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      try {
        await this.session();
      } catch (error) {
        if (this.stopping) return;
        const ms = this.pauses.next().value;
        logger.warn(`${this.work.name} goes on in ${ms} ms: ${(error as Error).message}`);
        await this.pause(ms);
      }
    }
  }

  private async session(): Promise<void> {
    const { databaseUrl, channel, name, gatherMs, begin, round, finish } = this.work;
    const client = new pg.Client({ connectionString: databaseUrl, application_name: name });
    let broken: Error | undefined;
    client.on('error', (error) => {
      broken = error;
      this.wake();
    });
    client.on('notification', () => this.wake());
    await client.connect();
    try {
      await client.query(`LISTEN ${channel}`);
      let locked = await this.lock(client);
      while (!locked && !this.stopping) {
        await this.pause(pollMs / 2);
        locked = await this.lock(client);
      }
      if (!locked) return;
      await begin?.(client);
      while (!this.stopping) {
        if (broken) throw broken;
        const done = await round(client);
        // The database answers again, so the next outage starts with the shortest pause.
        this.pauses = backoff();
        // Under load, the pause makes rounds fewer and larger. Work that arrives alone is still done at once.
        if (done !== 'nothing' && !this.stopping) await sleep(gatherMs);
        if (done !== 'some') await this.pause(pollMs);
      }
      if (!broken) await finish?.(client);
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  private async lock(client: pg.Client): Promise<boolean> {
    const { rows } = await client.query<{ locked: boolean }>(
      'SELECT pg_try_advisory_lock(hashtext($1), hashtext($2)) AS locked',
      [...this.work.lock],
    );
    return rows[0]?.locked ?? false;
  }

  private async pause(ms: number): Promise<void> {
    const aborted = new AbortController();
    this.interrupt = () => aborted.abort();
    if (!this.stopping && !this.woken) await sleep(ms, undefined, { signal: aborted.signal }).catch(() => undefined);
    this.woken = false;
  }

  private wake(): void {
    this.woken = true;
    this.interrupt();
  }
}
