import { type Actor, actorOf } from '@lotsen/access';
import { type Look, purposes } from '@lotsen/api';
import {
  applyDecorators,
  BadRequestException,
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
  SetMetadata,
  UseInterceptors,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiHeader } from '@nestjs/swagger';
import type { Request } from 'express';
import { concatMap, from, map } from 'rxjs';
import { DataSource, type EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../tokens.js';

type Purpose = (typeof purposes)[number];

/** Records who looked at which person, when and what for, in the database of the service that showed the person. */
@Injectable()
export class ReadLog {
  constructor(
    private readonly source: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async record(actor: Actor, candidates: readonly string[], route: string, purpose: Purpose): Promise<void> {
    if (candidates.length === 0) return;
    await this.source.query(
      `INSERT INTO read_log (candidate, at, subject, organisation, route, purpose)
       SELECT DISTINCT candidate, $2::timestamptz, $3, $4, $5, $6 FROM unnest($1::uuid[]) AS candidate`,
      [candidates, this.clock().toISOString(), actor.subject, actor.organisation, route, purpose],
    );
  }

  async of(candidate: string): Promise<Look[]> {
    const rows = await this.source.query<(Omit<Look, 'at'> & { at: Date })[]>(
      'SELECT at, subject, organisation, route, purpose FROM read_log WHERE candidate = $1 ORDER BY at, id',
      [candidate],
    );
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }

  async forget(manager: EntityManager, candidate: string): Promise<void> {
    await manager.query('DELETE FROM read_log WHERE candidate = $1', [candidate]);
  }
}

interface Shown {
  /** The purpose if the caller sends none; null: the caller has to send one. */
  readonly purpose: Purpose | null;
  /** Returns the persons that the answer shows. */
  readonly whom: (answer: never, request: Request) => readonly string[];
}

const shownKey = 'lotsen:shows-persons';

/** Records the look before the answer is sent. */
@Injectable()
class KeepsRead implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly log: ReadLog,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>) {
    const request = context.switchToHttp().getRequest<Request & { actor?: Actor }>();
    const { purpose: usual, whom } = this.reflector.get<Shown>(shownKey, context.getHandler());
    const purpose = purposeOf(request) ?? usual;
    if (!purpose) throw purposeRequired();
    const route = `${request.method} ${request.route?.path ?? request.path}`;
    return next
      .handle()
      .pipe(
        concatMap((answer) =>
          from(this.log.record(actorOf(request), whom(answer as never, request), route, purpose)).pipe(
            map(() => answer),
          ),
        ),
      );
  }
}

function purposeOf(request: Request): Purpose | undefined {
  const given = request.headers['lotsen-purpose'];
  if (given === undefined) return undefined;
  const purpose = purposes.find((one) => one === given);
  if (!purpose) throw purposeRequired();
  return purpose;
}

const purposeRequired = () =>
  new BadRequestException({
    code: 'purpose-required',
    field: 'Lotsen-Purpose',
    detail: {
      sv: 'Säg vad uppgifterna ska användas till.',
      en: 'Say what the person is looked at for.',
    },
    hint: {
      sv: `Skicka rubriken Lotsen-Purpose: ${purposes.join(', ')}.`,
      en: `Send the header Lotsen-Purpose: ${purposes.join(', ')}.`,
    },
  });

interface OfPerson {
  readonly candidate: string;
}
/** The person that an answer concerns. */
export const itsPerson = ({ candidate }: OfPerson): readonly string[] => [candidate];
/** The persons that the items of a page or a list concern. */
export const theirPersons = ({ items }: { readonly items: readonly OfPerson[] }): readonly string[] =>
  items.map(({ candidate }) => candidate);

/** Marks a route that shows persons: each look at one is recorded. */
export const ShowsPersons = <T>(purpose: Purpose | null, whom: (answer: T, request: Request) => readonly string[]) =>
  applyDecorators(
    SetMetadata(shownKey, { purpose, whom } satisfies Shown),
    UseInterceptors(KeepsRead),
    ApiHeader({
      name: 'Lotsen-Purpose',
      required: purpose === null,
      description: 'What the person is looked at for. It is kept with who and when.',
      schema: { type: 'string', enum: [...purposes] },
    }),
  );
