import { type Actor, Allow, CurrentActor } from '@lotsen/access';
import { IdField } from '@lotsen/demand';
import { Refused } from '@lotsen/persistence';
import { ReadLog } from '@lotsen/platform';
import { type BeforeApplicationShutdown, Controller, type MessageEvent, Query, Sse } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Observable, Subject, takeUntil } from 'rxjs';
import { FactBase } from '../engine-host/fact-base.js';
import { Matches } from './matches.js';

export class StreamQuery {
  @IdField({ optional: true })
  vacancy?: string;

  @IdField({ optional: true })
  placement?: string;

  @IdField({ optional: true, description: "The person's list of vacancies." })
  candidate?: string;
}

interface Streamed {
  readonly listed: readonly object[];
  readonly near: readonly object[];
}

/** Events that come close together make one new list. */
const gatherMs = 50;
const keepAliveMs = 15_000;
const longestMs = 15 * 60_000;
const length = 20;

@ApiTags('matches')
@Controller('v1/matching/stream')
export class StreamController implements BeforeApplicationShutdown {
  private readonly closing = new Subject<void>();

  constructor(
    private readonly matches: Matches,
    private readonly facts: FactBase,
    private readonly reads: ReadLog,
  ) {}

  /** A list that somebody follows must not keep the service from stopping. */
  beforeApplicationShutdown(): void {
    this.closing.next();
  }

  /** One list, sent now and whenever it has changed. What is gone (withdrawn, paused, erased) ends as `gone`. */
  @Sse()
  @Allow({ officer: 'shared' })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({
    description: 'Events: list, alive, gone',
    content: { 'text/event-stream': { schema: { type: 'string' } } },
  })
  stream(@Query() query: StreamQuery, @CurrentActor() actor: Actor): Observable<MessageEvent> {
    const ask = this.question(query, actor);
    const looked = new Set<string>();
    // Asked once before the stream starts, so that a wrong id gets a problem document and no empty stream.
    ask();
    return new Observable<MessageEvent>((subscriber) => {
      let last = '';
      let waiting: NodeJS.Timeout | undefined;
      const send = async () => {
        try {
          const list = ask();
          const text = JSON.stringify(list);
          if (text === last) return;
          await this.keepLook(actor, query, list, looked);
          subscriber.next({ type: 'list', data: list });
          last = text;
        } catch (error) {
          if (!(error instanceof Refused)) return subscriber.error(error);
          if (last !== '') subscriber.next({ type: 'gone', data: { code: error.refusal.code } });
          last = '';
        }
      };
      let sending = send();
      const unsubscribe = this.facts.onChange(() => {
        waiting ??= setTimeout(() => {
          waiting = undefined;
          sending = sending.then(send);
        }, gatherMs);
      });
      const keepAlive = setInterval(() => subscriber.next({ type: 'alive', data: {} }), keepAliveMs);
      // Whoever follows on shows a token again: a right that was taken back is not followed for long.
      const end = setTimeout(() => subscriber.complete(), longestMs);
      return () => {
        unsubscribe();
        clearTimeout(waiting);
        clearTimeout(end);
        clearInterval(keepAlive);
      };
    }).pipe(takeUntil(this.closing));
  }

  /** Whoever follows a list looks at everybody who comes onto it: each is kept once. */
  private async keepLook(actor: Actor, { candidate }: StreamQuery, list: Streamed, looked: Set<string>): Promise<void> {
    const shown = candidate
      ? [candidate]
      : [...list.listed, ...list.near].flatMap((entry) => ('candidate' in entry ? String(entry.candidate) : []));
    const fresh = shown.filter((id) => !looked.has(id));
    await this.reads.keep(actor, fresh, 'GET /v1/matching/stream', 'matching');
    for (const id of fresh) looked.add(id);
  }

  private question({ vacancy, placement, candidate }: StreamQuery, actor: Actor): () => Streamed {
    if (vacancy) return () => this.matches.candidatesOf('vacancy', vacancy, length, actor);
    if (placement) return () => this.matches.candidatesOf('placement', placement, length, actor);
    if (candidate) return () => this.matches.targetsOf(candidate, 'vacancy', length, actor);
    throw new Refused({
      code: 'nothing-to-stream',
      status: 422,
      detail: { sv: 'Säg vad som ska följas.', en: 'Say what to follow.' },
      hint: { sv: 'Ange vacancy, placement eller candidate.', en: 'Give vacancy, placement or candidate.' },
    });
  }
}
