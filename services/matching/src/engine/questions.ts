import { ServiceUnavailableException } from '@nestjs/common';
import type { Asker } from './asking.js';
import type { Asked } from './messages.js';

interface Question extends Asked {
  readonly id: number;
  readonly asker: Asker | undefined;
  readonly answer: (value: unknown) => void;
  readonly fail: (error: Error) => void;
  readonly leave: () => void;
  /** How often the engine has gone while it had this question. */
  losses: number;
}

/** Questions that take seconds, and let others in between. One of them is answered at a time. */
const long = new Set<Asked['method']>(['countInField', 'compareModels']);

/** How many questions the engine has at once: enough to be never idle, so few that the others can still be taken back. */
const mostAtOnce = 4;
const mostWaiting = 400;
const mostOfOneClient = 100;

/**
 * The questions to an engine on another thread. They wait here, in turn by client, until the engine is ready for them.
 * A question is dropped when nobody waits for its answer any more, and refused where too many wait already.
 */
export class Questions {
  /** By client, the next one's first. */
  private readonly waiting = new Map<string, Question[]>();
  private readonly asked = new Map<number, Question>();
  private lastId = 0;
  private isOpen = false;
  private isOver: Error | undefined;

  /** @param send gives a question to the engine, which answers it by its id */
  constructor(private readonly send: (id: number, asked: Asked) => void) {}

  /** @throws ServiceUnavailableException where too many questions wait, or the one who asks has left */
  ask({ method, args }: Asked, asker: Asker | undefined): Promise<unknown> {
    return new Promise((answer, fail) => {
      if (this.isOver) return fail(this.isOver);
      if (asker?.signal.aborted) return fail(new ServiceUnavailableException(nobodyWaits));
      if (this.isFull(asker)) return fail(new ServiceUnavailableException(tooManyQuestions));
      this.lastId += 1;
      const id = this.lastId;
      const leave = () => this.drop(id, asker);
      asker?.signal.addEventListener('abort', leave, { once: true });
      this.queueOf(asker).push({ id, method, args, asker, answer, fail, leave, losses: 0 });
      this.sendNext();
    });
  }

  /** How many wait, and how many the engine has. */
  get counts() {
    return { waiting: [...this.waiting.values()].reduce((sum, { length }) => sum + length, 0), asked: this.asked.size };
  }

  answer(id: number, value: unknown): void {
    this.end(id)?.answer(value);
    this.sendNext();
  }

  fail(id: number, error: Error): void {
    this.end(id)?.fail(error);
    this.sendNext();
  }

  /** The engine takes questions. */
  open(): void {
    this.isOpen = true;
    this.sendNext();
  }

  /**
   * The engine has gone, with the questions that it had: they wait again, before the others. One with which it goes twice
   * is not asked again, because the question may be the reason.
   */
  close(): void {
    this.isOpen = false;
    for (const question of [...this.asked.values()].reverse()) {
      question.losses += 1;
      if (question.asker?.signal.aborted) question.fail(new ServiceUnavailableException(nobodyWaits));
      else if (question.losses < 2) this.queueOf(question.asker).unshift(question);
      else question.fail(new ServiceUnavailableException(engineGone));
    }
    this.asked.clear();
  }

  /** Fails all questions, those too that are still to come: no engine will answer them. */
  failAll(error: Error): void {
    this.isOver = error;
    this.close();
    const all = [...this.waiting.values()].flat();
    this.waiting.clear();
    for (const question of all) {
      question.asker?.signal.removeEventListener('abort', question.leave);
      question.fail(error);
    }
  }

  private end(id: number): Question | undefined {
    const question = this.asked.get(id);
    this.asked.delete(id);
    question?.asker?.signal.removeEventListener('abort', question.leave);
    return question;
  }

  private isFull(asker: Asker | undefined): boolean {
    // What the service asks for itself, such as the figures of a tick, is bounded by who asks it.
    if (!asker) return false;
    return this.counts.waiting >= mostWaiting || (this.waiting.get(asker.client)?.length ?? 0) >= mostOfOneClient;
  }

  private queueOf(asker: Asker | undefined): Question[] {
    const client = asker?.client ?? '';
    const queue = this.waiting.get(client) ?? [];
    this.waiting.set(client, queue);
    return queue;
  }

  /** A question that the engine has already is answered, and the answer thrown away. */
  private drop(id: number, asker: Asker | undefined): void {
    const client = asker?.client ?? '';
    const queue = this.waiting.get(client);
    const at = queue?.findIndex((one) => one.id === id) ?? -1;
    const [dropped] = at < 0 ? [] : (queue?.splice(at, 1) ?? []);
    if (queue?.length === 0) this.waiting.delete(client);
    dropped?.fail(new ServiceUnavailableException(nobodyWaits));
  }

  private sendNext(): void {
    while (this.isOpen) {
      const next = this.takeNext();
      if (!next) return;
      this.asked.set(next.id, next);
      this.send(next.id, next);
    }
  }

  /** The next client's first question that may be asked now; that client then comes last. */
  private takeNext(): Question | undefined {
    const isAsked = [...this.asked.values()].map(({ method }) => long.has(method));
    const isLongAsked = isAsked.includes(true);
    const isFree = isAsked.filter((one) => !one).length < mostAtOnce;
    for (const [client, queue] of this.waiting) {
      const at = queue.findIndex(({ method }) => (long.has(method) ? !isLongAsked : isFree));
      if (at < 0) continue;
      const [question] = queue.splice(at, 1);
      this.waiting.delete(client);
      if (queue.length > 0) this.waiting.set(client, queue);
      return question;
    }
    return undefined;
  }
}

const nobodyWaits = {
  code: 'busy',
  detail: { sv: 'Ingen väntar längre på svaret.', en: 'Nobody waits for the answer any more.' },
} as const;

const engineGone = {
  code: 'busy',
  detail: { sv: 'Svaret gick inte att räkna ut just nu.', en: 'The answer could not be computed right now.' },
} as const;

const tooManyQuestions = {
  code: 'busy',
  detail: { sv: 'För många frågor väntar på svar just nu.', en: 'Too many questions wait for an answer right now.' },
  hint: { sv: 'Försök igen om en stund.', en: 'Try again in a moment.' },
} as const;
