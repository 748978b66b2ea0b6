import { ServiceUnavailableException } from '@nestjs/common';
import type { Asker } from './asking.js';
import type { Asked } from './messages.js';

interface Question extends Asked {
  readonly id: number;
  readonly asker: Asker | undefined;
  readonly client: string;
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
  /** With which the engine has gone once, to be asked again. */
  private lost: Question[] = [];
  private lastId = 0;
  private isOpen = false;
  private isSending = false;
  private isOver: Error | undefined;

  /**
   * @param send gives a question to the engine, which answers it by its id
   * @param cancel tells the engine that nobody waits for an answer any more
   */
  constructor(
    private readonly send: (id: number, asked: Asked) => void,
    private readonly cancel: (id: number) => void,
  ) {}

  /** @throws ServiceUnavailableException where too many questions wait, or the one who asks has left */
  ask({ method, args }: Asked, asker: Asker | undefined): Promise<unknown> {
    return new Promise((answer, fail) => {
      if (this.isOver) return fail(this.isOver);
      if (asker?.signal.aborted) return fail(new ServiceUnavailableException(nobodyWaits));
      if (this.isFull(asker)) return fail(new ServiceUnavailableException(tooManyQuestions));
      this.lastId += 1;
      const id = this.lastId;
      const client = asker?.client ?? '';
      const question = { id, method, args, asker, client, answer, fail, leave: () => this.drop(question), losses: 0 };
      asker?.signal.addEventListener('abort', question.leave, { once: true });
      this.waiting.set(client, [...(this.waiting.get(client) ?? []), question]);
      this.sendNext();
    });
  }

  /** How many wait, and how many the engine has. */
  get counts() {
    const waiting = [...this.waiting.values()].reduce((sum, { length }) => sum + length, this.lost.length);
    return { waiting, asked: this.asked.size };
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

  /** How far the engine is with a question. */
  progress(id: number, done: number, of: number): void {
    this.asked.get(id)?.asker?.progress?.(done, of);
  }

  /**
   * The engine has gone, with the questions that it had. They are asked again before the others, each alone, because one
   * of them may be the reason: that one is not asked a third time. Who asked a long one asks again.
   */
  close(): void {
    this.isOpen = false;
    for (const question of this.asked.values()) {
      question.losses += 1;
      if (question.asker?.signal.aborted) settled(question).fail(new ServiceUnavailableException(nobodyWaits));
      else if (question.losses > 1 || long.has(question.method)) {
        settled(question).fail(new ServiceUnavailableException(engineGone));
      } else this.lost.push(question);
    }
    this.asked.clear();
  }

  /** Fails all questions, those too that are still to come: no engine will answer them. */
  failAll(error: Error): void {
    this.isOver = error;
    this.isOpen = false;
    const all = [...this.asked.values(), ...this.lost, ...[...this.waiting.values()].flat()];
    this.asked.clear();
    this.lost = [];
    this.waiting.clear();
    for (const question of all) settled(question).fail(error);
  }

  private end(id: number): Question | undefined {
    const question = this.asked.get(id);
    this.asked.delete(id);
    return question && settled(question);
  }

  private isFull(asker: Asker | undefined): boolean {
    // What the service asks for itself, such as the figures of a tick, is bounded by who asks it.
    if (!asker) return false;
    return this.counts.waiting >= mostWaiting || (this.waiting.get(asker.client)?.length ?? 0) >= mostOfOneClient;
  }

  /** A question that the engine has already is answered all the same, and the answer thrown away; a long one ends early. */
  private drop(question: Question): void {
    if (this.asked.has(question.id)) {
      if (long.has(question.method)) this.cancel(question.id);
      return;
    }
    this.takeOut(question);
    question.fail(new ServiceUnavailableException(nobodyWaits));
  }

  /** Takes a question out of those that wait. */
  private takeOut({ id, client, losses }: Question): void {
    if (losses > 0) {
      this.lost = this.lost.filter((one) => one.id !== id);
      return;
    }
    const others = (this.waiting.get(client) ?? []).filter((one) => one.id !== id);
    if (others.length > 0) this.waiting.set(client, others);
    else this.waiting.delete(client);
  }

  private sendNext(): void {
    // A question that cannot be sent fails at once, and comes here again.
    if (this.isSending) return;
    this.isSending = true;
    for (let next = this.next(); next; next = this.next()) {
      this.takeOut(next);
      const others = this.waiting.get(next.client);
      // This client comes last now.
      this.waiting.delete(next.client);
      if (others) this.waiting.set(next.client, others);
      this.asked.set(next.id, next);
      this.send(next.id, next);
    }
    this.isSending = false;
  }

  /** The next client's first question that may be asked now. */
  private next(): Question | undefined {
    if (!this.isOpen) return undefined;
    const asked = [...this.asked.values()];
    if (asked.some(({ losses }) => losses > 0)) return undefined;
    if (this.lost.length > 0) return asked.length === 0 ? this.lost[0] : undefined;
    const isLongAsked = asked.some(({ method }) => long.has(method));
    const isFree = asked.filter(({ method }) => !long.has(method)).length < mostAtOnce;
    const mayBeAsked = ({ method }: Question) => (long.has(method) ? !isLongAsked : isFree);
    for (const questions of this.waiting.values()) {
      const question = questions.find(mayBeAsked);
      if (question) return question;
    }
    return undefined;
  }
}

/** Nobody needs to be told any more that the asker has left. */
function settled(question: Question): Question {
  question.asker?.signal.removeEventListener('abort', question.leave);
  return question;
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
