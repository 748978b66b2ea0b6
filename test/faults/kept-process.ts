import { setTimeout as sleep } from 'node:timers/promises';

/** A process that was started. */
export interface Launched {
  readonly pid: number;
  /** Resolves when it has ended, with the reason in words. */
  readonly gone: Promise<string>;
}

/** An end of a process that the harness did not cause. */
export interface OwnEnd {
  readonly process: string;
  readonly how: string;
  /** Whether it had been ready before. */
  readonly wasReady: boolean;
}

const pauseMs = 200;
const mostStartingMs = 60_000;

/** Starts a process again whenever it ends by itself, as a supervisor does. Work on it runs one after another. */
export class KeptProcess {
  private launched: Launched | undefined;
  private wanted = false;
  private readyOnce = false;
  private starting: Promise<void> | undefined;
  private turn: Promise<unknown> = Promise.resolve();
  private readonly ends: OwnEnd[] = [];

  constructor(
    readonly name: string,
    private readonly launch: () => Promise<Launched>,
    private readonly ready: () => Promise<boolean>,
  ) {}

  /** The last lines that it printed, where they are kept. */
  tail(): readonly string[] {
    return [];
  }

  get pid(): number | undefined {
    return this.launched?.pid;
  }

  /** Runs `work` when no other work on this process is running. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }

  /** The times that it ended by itself since the last call. */
  ownEnds(): OwnEnd[] {
    return this.ends.splice(0);
  }

  /**
   * Starts it. Retries a failed start, because a server that it needs may be down.
   * @throws with the error of the last try where none has succeeded in that time
   */
  start(mostMs = mostStartingMs): Promise<void> {
    this.wanted = true;
    this.starting ??= this.startUntilItRuns(mostMs).finally(() => {
      this.starting = undefined;
    });
    return this.starting;
  }

  /** Ends it with that signal, and resolves when it is gone. */
  async end(signal: NodeJS.Signals, mostMs = 20_000): Promise<void> {
    this.wanted = false;
    await this.starting?.catch(() => undefined);
    const { launched } = this;
    if (!launched) return;
    this.signal('SIGCONT');
    this.signal(signal);
    const ended = await Promise.race([launched.gone.then(() => true), sleep(mostMs, false, { ref: false })]);
    if (ended) return;
    this.signal('SIGKILL');
    await launched.gone;
    throw new Error(`${this.name} had not ended ${mostMs} ms after ${signal}.`);
  }

  /** Stops it with SIGSTOP for that long. */
  async pause(ms: number): Promise<void> {
    const { launched } = this;
    this.signal('SIGSTOP');
    await sleep(ms);
    if (this.launched === launched) this.signal('SIGCONT');
  }

  /** @throws where it is not ready in that time, with the reasons for which it ended by itself meanwhile */
  async untilReady(mostMs = 180_000): Promise<void> {
    const deadline = Date.now() + mostMs;
    while (!(await this.isReady())) {
      if (Date.now() > deadline) {
        const how = this.ends.map((end) => end.how).join('; ') || 'it runs';
        throw new Error(`${this.name} was not ready after ${mostMs} ms: ${how}.\n${this.tail().join('\n')}`);
      }
      await sleep(50);
    }
  }

  async isReady(): Promise<boolean> {
    const { launched } = this;
    if (!launched || !(await this.ready())) return false;
    this.readyOnce = this.launched === launched;
    return this.readyOnce;
  }

  signal(signal: NodeJS.Signals): void {
    if (!this.launched) return;
    try {
      process.kill(this.launched.pid, signal);
    } catch {
      // It has just ended.
    }
  }

  private async startUntilItRuns(mostMs: number): Promise<void> {
    const deadline = Date.now() + mostMs;
    while (this.wanted && !this.launched) {
      try {
        const launched = await this.launch();
        this.launched = launched;
        this.readyOnce = false;
        launched.gone.then((how) => this.ended(launched, how));
      } catch (error) {
        if (Date.now() >= deadline) {
          throw new Error(`${this.name} could not be started in ${mostMs} ms: ${(error as Error).message}`);
        }
        await sleep(pauseMs);
      }
    }
  }

  private ended(launched: Launched, how: string): void {
    if (this.launched !== launched) return;
    this.launched = undefined;
    if (!this.wanted) return;
    this.ends.push({ process: this.name, how, wasReady: this.readyOnce });
    setTimeout(() => {
      if (this.wanted) this.start().catch((error: Error) => this.failed(error));
    }, pauseMs);
  }

  private failed(error: Error): void {
    this.ends.push({ process: this.name, how: `it could not be started again: ${error.message}`, wasReady: false });
  }
}
