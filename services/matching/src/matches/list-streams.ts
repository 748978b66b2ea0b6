import type { Actor } from '@lotsen/access';
import type { Telemetry } from '@lotsen/messaging';
import { Refused } from '@lotsen/persistence';
import { Organisations, ReadLog, TELEMETRY } from '@lotsen/platform';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type MessageEvent,
  ServiceUnavailableException,
} from '@nestjs/common';
import { filter, merge, Observable, Subject, startWith, takeUntil } from 'rxjs';
import { Lists } from './lists.js';
import { StreamMetrics } from './stream-metrics.js';

/** Which list a stream follows, by the id of one vacancy, placement or person. */
export interface Following {
  readonly vacancy?: string;
  readonly placement?: string;
  /** The person's list of vacancies. */
  readonly candidate?: string;
}

/** What a stream writes to (the HTTP response). If the client reads slowly, its buffer fills up. */
export interface Reader {
  readonly writableNeedDrain: boolean;
  once(event: 'drain', then: () => void): unknown;
  off(event: 'drain', then: () => void): this;
}

interface Streamed {
  readonly listed: readonly object[];
  readonly near: readonly object[];
}

/** A followed list: `ask` returns its present content, until it is closed. */
interface Question {
  readonly kind: 'vacancy' | 'placement' | 'candidate';
  ask(): Promise<Streamed>;
  close(): void;
}

/**
 * A changed list is sent only after gatherMs, so that events that come close together make one new list, and at least
 * leastBetweenMs after the list before, to bound the lists per second.
 */
const gatherMs = 25;
const leastBetweenMs = 75;
const keepAliveMs = 15_000;
const longestMs = 15 * 60_000;
const length = 20;
/** Each stream keeps its list in memory, and each change of facts costs work for every stream. */
const mostStreams = 200;

/** Streams lists to clients: each list is sent at once, and again whenever it has changed. */
@Injectable()
export class ListStreams implements BeforeApplicationShutdown {
  private readonly closing = new Subject<void>();
  private isStopping = false;
  /** How many wait for their first list. */
  private opening = 0;
  private readonly metrics: StreamMetrics;

  constructor(
    private readonly lists: Lists,
    private readonly reads: ReadLog,
    private readonly organisations: Organisations,
    @Inject(TELEMETRY) private readonly telemetry: Telemetry,
  ) {
    this.metrics = new StreamMetrics(telemetry);
  }

  /** Ends all streams: an open one would keep the service from stopping. */
  beforeApplicationShutdown(): void {
    this.isStopping = true;
    this.closing.next();
  }

  /**
   * Streams one list until the client disconnects, the service stops, what the actor may see changes, the actor's token
   * expires, or longestMs have passed.
   * @throws Refused where there is no such list for the actor; ServiceUnavailableException at mostStreams
   */
  async open(following: Following, actor: Actor, reader: Reader): Promise<Observable<MessageEvent>> {
    if (this.metrics.open + this.opening >= mostStreams) throw new ServiceUnavailableException(tooManyStreams);
    const right = this.rightOf(actor);
    // Asked once before the stream starts, so that a wrong id gets a problem document and no empty stream.
    const first = this.question(following, actor, () => undefined);
    this.opening += 1;
    await first.ask().finally(() => {
      this.opening -= 1;
      first.close();
    });
    const looked = new Set<string>();
    // A stop, or a change of rights, during the first question sends no later signal, so it is checked at once.
    const isOver = () => this.isStopping || this.rightOf(actor) !== right;
    const over = merge(this.closing, this.organisations.changed).pipe(startWith(undefined), filter(isOver));
    return new Observable<MessageEvent>((subscriber) => {
      let last = '';
      let waiting: NodeJS.Timeout | undefined;
      let sending: Promise<void> = Promise.resolve();
      let sentAt = 0;
      const later = () => {
        waiting ??= setTimeout(
          () => {
            waiting = undefined;
            sending = sending.then(send);
          },
          Math.max(gatherMs, sentAt + leastBetweenMs - performance.now()),
        );
      };
      const question = this.question(following, actor, later);
      const send = async () => {
        // A slow client gets fewer lists, not a queue of old ones: the next is sent when the buffer has drained.
        if (reader.writableNeedDrain) return void reader.off('drain', later).once('drain', later);
        try {
          const startTime = performance.now();
          const list = await this.metrics.timed(question.kind, () => question.ask());
          // The stream has ended: nothing is sent, so the read log gets no entry.
          if (subscriber.closed) return;
          const text = JSON.stringify(list);
          if (text === last) return;
          await this.recordLooks(actor, following, list, looked);
          subscriber.next({ type: 'list', data: text });
          last = text;
          sentAt = startTime;
          this.metrics.changed(question.kind);
          this.telemetry.tracer.startSpan('list sent', { startTime }).end();
        } catch (error) {
          if (!(error instanceof Refused)) return subscriber.error(error);
          if (last !== '') subscriber.next({ type: 'gone', data: { code: error.refusal.code } });
          last = '';
        }
      };
      this.metrics.opened();
      sending = send();
      const keepAlive = setInterval(() => subscriber.next({ type: 'alive', data: {} }), keepAliveMs);
      // To go on, the client has to reconnect with a valid token. So a revoked right does not stay in use for long.
      const untilOver = Math.min(longestMs, actor.expires * 1000 - Date.now());
      const end = setTimeout(() => subscriber.complete(), untilOver);
      return () => {
        question.close();
        this.metrics.closed();
        reader.off('drain', later);
        clearTimeout(waiting);
        clearTimeout(end);
        clearInterval(keepAlive);
      };
    }).pipe(takeUntil(over));
  }

  /** What the actor may see depends on this: whether their organisation takes part, and in which groups. */
  private rightOf({ organisation }: Actor): string {
    if (organisation === null || this.organisations.isClosed(organisation)) return '';
    return this.organisations.sharesOf(organisation).toSorted().join(' ');
  }

  /** Records in the read log that the actor saw the persons on the list, each person once per stream. */
  private async recordLooks(
    actor: Actor,
    { candidate }: Following,
    list: Streamed,
    looked: Set<string>,
  ): Promise<void> {
    const shown = candidate
      ? [candidate]
      : [...list.listed, ...list.near].flatMap((entry) => ('candidate' in entry ? String(entry.candidate) : []));
    const fresh = shown.filter((id) => !looked.has(id));
    await this.reads.record(actor, fresh, 'GET /v1/matching/stream', 'matching');
    for (const id of fresh) looked.add(id);
  }

  private question({ vacancy, placement, candidate }: Following, actor: Actor, changed: () => void): Question {
    if (vacancy) return this.lists.followCandidatesOf('vacancy', vacancy, length, actor, changed);
    if (placement) return this.lists.followCandidatesOf('placement', placement, length, actor, changed);
    if (candidate) return this.lists.followVacanciesOf(candidate, length, actor, changed);
    throw new Refused({
      code: 'nothing-to-stream',
      status: 422,
      detail: { sv: 'Säg vad som ska följas.', en: 'Say what to follow.' },
      hint: { sv: 'Ange vacancy, placement eller candidate.', en: 'Give vacancy, placement or candidate.' },
    });
  }
}

const tooManyStreams = {
  code: 'too-many-streams',
  detail: { sv: 'För många listor följs just nu.', en: 'Too many lists are followed right now.' },
  hint: {
    sv: 'Läs listan i stället, eller försök igen om en stund.',
    en: 'Read the list instead, or try again later.',
  },
};
