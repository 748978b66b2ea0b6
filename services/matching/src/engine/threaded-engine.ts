import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type {
  CandidateChange,
  Day,
  FactsChange,
  FollowedQuestion,
  Following,
  MatchingEngine,
  TargetChange,
} from '@lotsen/matching-engine';
import {
  type BeforeApplicationShutdown,
  Logger,
  type OnApplicationShutdown,
  ServiceUnavailableException,
} from '@nestjs/common';
import { asker } from './asking.js';
import type { FromThread, Method, StartOfThread, ToThread } from './messages.js';
import { Questions } from './questions.js';

const logger = new Logger('engine');

// Tests run this file as it is written; a thread needs the one that was built.
const thread = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../dist/engine/engine-thread.js' : 'engine-thread.js', import.meta.url),
);

/** How many facts go in one message, and how long messages are written without a pause. */
const mostInMessage = 100;
const longestTurnMs = 10;
/** After how long a thread is started again: the first time, and at most. */
const firstPauseMs = 100;
const longestPauseMs = 10_000;
/** How often the thread is asked whether it answers, and how many questions without an answer make it unready, and end it. */
const pingMs = 2_000;
const unansweredPings = { unready: 5, ended: 30 };
/** How long requests are answered after a stop has begun. */
const graceMs = 5_000;

interface Followed {
  readonly question: FollowedQuestion;
  readonly changed: () => void;
}

/**
 * The engine on a thread of its own, so that no computation keeps this one from requests and events. Changes and
 * questions go to it in the order in which they come. If the thread ends, another is started and gets the facts again;
 * questions wait until it has them.
 */
export class ThreadedEngine implements MatchingEngine, BeforeApplicationShutdown, OnApplicationShutdown {
  private worker: Worker | undefined;
  private readonly questions = new Questions(
    (id, { method, args }) => this.tell({ do: 'answer', id, method, args }),
    (id) => this.tell({ do: 'cancel', id }),
  );
  private readonly followed = new Map<number, Followed>();
  private readonly facts: (() => void)[] = [];
  private readonly outgoing: ToThread[] = [];
  private isTelling = false;
  private isStopping = false;
  private lastFollowed = 0;
  private pauseMs = firstPauseMs;
  private pings = 0;
  private readonly pinging = setInterval(() => this.ping(), pingMs).unref();

  constructor(private start: StartOfThread) {
    this.startThread();
    this.questions.open();
  }

  /** Whether the thread has answered lately. */
  get isAnswering(): boolean {
    return this.pings < unansweredPings.unready;
  }

  apply({ candidates, targets }: FactsChange): void {
    for (const some of inParts<CandidateChange>(candidates)) {
      this.tell({ do: 'apply', change: { candidates: some, targets: [] } });
    }
    for (const some of inParts<TargetChange>(targets)) {
      this.tell({ do: 'apply', change: { candidates: [], targets: some } });
    }
  }

  atDay(day: Day): void {
    this.start = { ...this.start, day };
    this.tell({ do: 'day', day });
  }

  onLost(applyAgain: () => void): void {
    this.facts.push(applyAgain);
  }

  readonly frame = this.asking('frame');
  readonly held = this.asking('held');
  readonly hashOfFacts = this.asking('hashOfFacts');
  readonly candidatesOf = this.asking('candidatesOf');
  readonly targetsOf = this.asking('targetsOf');
  readonly explain = this.asking('explain');
  readonly whatIf = this.asking('whatIf');
  readonly outlooks = this.asking('outlooks');
  readonly gatesOf = this.asking('gatesOf');
  readonly costOfDemands = this.asking('costOfDemands');
  readonly countInField = this.asking('countInField');
  readonly compareModels = this.asking('compareModels');
  readonly know = this.asking('know');
  readonly assessAgain = this.asking('assessAgain');

  follow(question: FollowedQuestion, changed: () => void): Following {
    this.lastFollowed += 1;
    const id = this.lastFollowed;
    this.followed.set(id, { question, changed });
    this.tell({ do: 'follow', id, question });
    return {
      top: (k) => this.questions.ask({ method: 'top', args: [id, k] }, asker()) as ReturnType<Following['top']>,
      close: () => {
        this.followed.delete(id);
        this.tell({ do: 'unfollow', id });
      },
    };
  }

  /** How many questions wait, and how many the thread has. */
  get counts() {
    return this.questions.counts;
  }

  /** Requests may end what they have begun. One that asks for longer, such as a hash over all lists, ends without an answer. */
  beforeApplicationShutdown(): void {
    const refuse = () => {
      this.isStopping = true;
      this.questions.failAll(new ServiceUnavailableException(stopping));
    };
    setTimeout(refuse, graceMs).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    clearInterval(this.pinging);
    this.questions.failAll(new ServiceUnavailableException(stopping));
    await this.endThread();
  }

  /** Ends the present thread; unless the service stops, another takes its place. */
  async endThread(): Promise<void> {
    await this.worker?.terminate();
  }

  private asking<M extends Method>(method: M) {
    return (...args: Parameters<MatchingEngine[M]>) =>
      this.questions.ask({ method, args }, asker()) as ReturnType<MatchingEngine[M]>;
  }

  private startThread(): void {
    const workerData: StartOfThread = this.start;
    const worker = new Worker(thread, { workerData });
    // The thread alone keeps no process running.
    worker.unref();
    worker.on('message', (message: FromThread) => this.take(message));
    worker.once('error', (error) => logger.error(`The engine's thread has failed: ${error.stack ?? error.message}`));
    worker.once('exit', () => this.lost());
    this.worker = worker;
  }

  /** A thread that does not answer is caught in a loop: another takes its place. */
  private ping(): void {
    this.pings += 1;
    if (this.pings > unansweredPings.ended) {
      logger.error(`The engine's thread has not answered ${unansweredPings.ended} pings, and is ended.`);
      this.pings = unansweredPings.unready;
      void this.endThread();
    } else this.tell({ do: 'ping' });
  }

  private take(message: FromThread): void {
    // The thread works, so the next pause is a short one.
    this.pauseMs = firstPauseMs;
    this.pings = 0;
    if (message.told === 'pong') return;
    if (message.told === 'answer') this.questions.answer(message.id, message.value);
    else if (message.told === 'failure') this.questions.fail(message.id, message.error);
    else if (message.told === 'progress') this.questions.progress(message.id, message.done, message.of);
    else this.followed.get(message.id)?.changed();
  }

  /** What was on its way to the thread is in the facts that the next one gets. */
  private lost(): void {
    this.worker = undefined;
    this.outgoing.length = 0;
    this.questions.close();
    if (this.isStopping) return;
    logger.warn(`The engine's thread has ended. Another starts in ${this.pauseMs} ms.`);
    setTimeout(() => this.startAgain(), this.pauseMs).unref();
    this.pauseMs = Math.min(longestPauseMs, this.pauseMs * 2);
  }

  private startAgain(): void {
    if (this.isStopping) return;
    this.startThread();
    try {
      for (const applyAgain of this.facts) applyAgain();
    } catch (error) {
      // Without some of the facts, answers would be wrong.
      logger.error(`The engine's facts cannot be given to it again: ${(error as Error).message}`);
      return void this.endThread();
    }
    for (const [id, { question, changed }] of this.followed) {
      this.tell({ do: 'follow', id, question });
      try {
        changed();
      } catch (error) {
        logger.error(`A follower of a list failed: ${(error as Error).message}`);
      }
    }
    this.questions.open();
  }

  /** Messages are copied as they are sent. In long rows of them, requests and events come in between. */
  private tell(message: ToThread): void {
    // Without a thread nothing is kept: the next one gets all facts, and follows again.
    if (!this.worker) return;
    this.outgoing.push(message);
    if (!this.isTelling) this.tellAll();
  }

  private tellAll(): void {
    const since = performance.now();
    this.isTelling = true;
    for (;;) {
      const message = this.outgoing.shift();
      if (!message) break;
      this.post(message);
      if (this.outgoing.length > 0 && performance.now() - since > longestTurnMs) {
        setImmediate(() => this.tellAll());
        return;
      }
    }
    this.isTelling = false;
  }

  private post(message: ToThread): void {
    try {
      this.worker?.postMessage(message);
    } catch (error) {
      // It cannot be copied. A question fails alone; without a change, all further answers would be wrong.
      if (message.do === 'answer') {
        this.questions.fail(message.id, error as Error);
        return;
      }
      logger.error(`A change cannot be given to the engine's thread, which starts again: ${(error as Error).message}`);
      void this.endThread();
    }
  }
}

function* inParts<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < list.length; at += mostInMessage) yield list.slice(at, at + mostInMessage);
}

const stopping = {
  code: 'stopping',
  detail: { sv: 'Tjänsten stannar.', en: 'The service is stopping.' },
} as const;
