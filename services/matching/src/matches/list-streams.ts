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
import { filter, merge, Observable, Subject, takeUntil } from 'rxjs';
import { Lists } from './lists.js';
import { StreamMetrics } from './stream-metrics.js';

/** The one list that somebody follows. */
export interface Following {
  readonly vacancy?: string;
  readonly placement?: string;
  /** The person's list of vacancies. */
  readonly candidate?: string;
}

/** Where a stream is written: who reads slowly lets it fill up. */
export interface Reader {
  readonly writableNeedDrain: boolean;
  once(event: 'drain', then: () => void): unknown;
  off(event: 'drain', then: () => void): this;
}

interface Streamed {
  readonly listed: readonly object[];
  readonly near: readonly object[];
}

/** A list that is followed: what it says now, until it is closed. */
interface Question {
  readonly kind: 'vacancy' | 'placement' | 'candidate';
  ask(): Promise<Streamed>;
  close(): void;
}

/** Events that come close together make one new list; and nobody reads more than so many a second. */
const gatherMs = 25;
const leastBetweenMs = 75;
const keepAliveMs = 15_000;
const longestMs = 15 * 60_000;
const length = 20;
/** Each keeps its list in memory, and a change costs each of them something. */
const mostStreams = 200;

/** Lists that are followed, each sent now and whenever it has changed. */
@Injectable()
export class ListStreams implements BeforeApplicationShutdown {
  private readonly closing = new Subject<void>();
  private readonly metrics: StreamMetrics;

  constructor(
    private readonly lists: Lists,
    private readonly reads: ReadLog,
    private readonly organisations: Organisations,
    @Inject(TELEMETRY) private readonly telemetry: Telemetry,
  ) {
    this.metrics = new StreamMetrics(telemetry);
  }

  /** A list that somebody follows must not keep the service from stopping. */
  beforeApplicationShutdown(): void {
    this.closing.next();
  }

  /**
   * One list, until it is over: its reader goes, the service stops, or what the asker may see has changed.
   * @throws Refused where there is no such list for the asker; ServiceUnavailableException where too many are followed
   */
  async open(following: Following, actor: Actor, reader: Reader): Promise<Observable<MessageEvent>> {
    if (this.metrics.open >= mostStreams) throw new ServiceUnavailableException(tooManyStreams);
    // Before the first question: what changes while it is answered ends the stream too.
    const right = this.rightOf(actor);
    // Asked once before the stream starts, so that a wrong id gets a problem document and no empty stream.
    const first = this.question(following, actor, () => undefined);
    await first.ask().finally(() => first.close());
    const looked = new Set<string>();
    const rightChanged = this.organisations.changed.pipe(filter(() => this.rightOf(actor) !== right));
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
        // Who reads slowly gets fewer lists, never a queue of old ones.
        if (reader.writableNeedDrain) return void reader.off('drain', later).once('drain', later);
        try {
          const startTime = performance.now();
          const list = await this.metrics.timed(question.kind, () => question.ask());
          // Nobody looks at what is not sent any more.
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
      // Whoever follows on shows a token again: a right that was taken back is not followed for long.
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
    }).pipe(takeUntil(merge(this.closing, rightChanged)));
  }

  /** What somebody's organisation lets them see hangs on this: that it takes part, and in which groups. */
  private rightOf({ organisation }: Actor): string {
    if (organisation === null || this.organisations.isClosed(organisation)) return '';
    return this.organisations.sharesOf(organisation).toSorted().join(' ');
  }

  /** Whoever follows a list looks at everybody who comes onto it: each is kept once. */
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
