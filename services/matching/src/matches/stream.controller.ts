import { Allow } from '@lotsen/access';
import { IdField } from '@lotsen/demand';
import { Refused } from '@lotsen/persistence';
import { type BeforeApplicationShutdown, Controller, type MessageEvent, Query, Sse } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
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

/** Events that come close together make one new list. */
const gatherMs = 50;
const keepAliveMs = 15_000;
const length = 20;

@ApiTags('matches')
@Controller('v1/matching/stream')
export class StreamController implements BeforeApplicationShutdown {
  private readonly closing = new Subject<void>();

  constructor(
    private readonly matches: Matches,
    private readonly facts: FactBase,
  ) {}

  /** A list that somebody follows must not keep the service from stopping. */
  beforeApplicationShutdown(): void {
    this.closing.next();
  }

  /** One list, sent now and whenever it has changed. What is gone (withdrawn, paused, erased) ends as `gone`. */
  @Sse()
  @Allow('officer')
  stream(@Query() query: StreamQuery): Observable<MessageEvent> {
    const ask = this.question(query);
    // Asked once before the stream starts, so that a wrong id gets a problem document and no empty stream.
    ask();
    return new Observable<MessageEvent>((subscriber) => {
      let last = '';
      let waiting: NodeJS.Timeout | undefined;
      const send = () => {
        waiting = undefined;
        try {
          const list = ask();
          const text = JSON.stringify(list);
          if (text !== last) subscriber.next({ type: 'list', data: list });
          last = text;
        } catch (error) {
          if (!(error instanceof Refused)) return subscriber.error(error);
          if (last !== '') subscriber.next({ type: 'gone', data: { code: error.refusal.code } });
          last = '';
        }
      };
      send();
      const unsubscribe = this.facts.onChange(() => {
        waiting ??= setTimeout(send, gatherMs);
      });
      const keepAlive = setInterval(() => subscriber.next({ type: 'alive', data: {} }), keepAliveMs);
      return () => {
        unsubscribe();
        clearTimeout(waiting);
        clearInterval(keepAlive);
      };
    }).pipe(takeUntil(this.closing));
  }

  private question({ vacancy, placement, candidate }: StreamQuery): () => object {
    if (vacancy) return () => this.matches.candidatesOf('vacancy', vacancy, length);
    if (placement) return () => this.matches.candidatesOf('placement', placement, length);
    if (candidate) return () => this.matches.targetsOf(candidate, 'vacancy', length);
    throw new Refused({
      code: 'nothing-to-stream',
      status: 422,
      detail: { sv: 'Säg vad som ska följas.', en: 'Say what to follow.' },
      hint: { sv: 'Ange vacancy, placement eller candidate.', en: 'Give vacancy, placement or candidate.' },
    });
  }
}
