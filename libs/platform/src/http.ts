import type { Actor } from '@lotsen/access';
import { type Done, type Idempotency, Refused } from '@lotsen/persistence';
import {
  BadRequestException,
  createParamDecorator,
  type ExecutionContext,
  Param,
  ParseUUIDPipe,
  type PipeTransform,
} from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import type { Request, Response } from 'express';

/** The version named by If-Match; a change without it is refused, for it could undo somebody else's. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const given = context.switchToHttp().getRequest<Request>().headers['if-match'];
  const version = /^(?:W\/)?"?(\d{1,9})"?$/u.exec(given ?? '')?.[1];
  if (version) return Number(version);
  throw new Refused({
    code: 'version-required',
    status: 428,
    field: 'If-Match',
    detail: {
      sv: 'Ändringen måste säga vilken version den gäller.',
      en: 'The change must say which version it is made to.',
    },
    hint: { sv: 'Skicka ETag från din senaste läsning som If-Match.', en: 'Send the ETag that you read as If-Match.' },
  });
});

/** The Idempotency-Key of a create, with all that it is bound to; undefined where none was sent. */
export const IdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext): Idempotency | undefined => {
  const request = context.switchToHttp().getRequest<Request & { actor?: Actor }>();
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key === '') return undefined;
  const route = `${request.method} ${request.route?.path ?? request.path}`;
  if (key.length > 200) {
    throw new BadRequestException({
      code: 'idempotency-key-too-long',
      detail: {
        sv: 'Idempotency-Key är längre än 200 tecken.',
        en: 'The Idempotency-Key is longer than 200 characters.',
      },
    });
  }
  return { client: request.actor?.subject ?? '', route, key, body: request.body };
});

/** An id is compared as text: however it was written, inside it is lower case. */
class LowerCase implements PipeTransform<string, string> {
  transform(id: string): string {
    return id.toLowerCase();
  }
}

/** The id in a route's path. */
export const IdParam = () =>
  Param(
    'id',
    new ParseUUIDPipe({
      exceptionFactory: () =>
        new BadRequestException({
          code: 'not-an-id',
          detail: { sv: 'Id:t i adressen är inget id (UUID).', en: 'The id in the address is no id (UUID).' },
        }),
    }),
    new LowerCase(),
  );

/** Says an aggregate's version as its ETag. */
export function tag(response: Response, { version }: { readonly version: number }): void {
  response.setHeader('ETag', `"${version}"`);
}

/** What a route that changed an aggregate answers: its id, its version, and what came of it. */
export class ChangeAnswer {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'Also the ETag; send it as If-Match with the next change.' })
  version!: number;

  @ApiProperty({ enum: ['created', 'changed', 'unchanged'] })
  outcome!: Done<unknown>['kind'];
}

export function answer(response: Response, done: Done<unknown>): ChangeAnswer {
  tag(response, done);
  return { id: done.id, version: done.version, outcome: done.kind };
}

/** Cursor pagination. */
export class PageQuery {
  @ApiProperty({ required: false, minimum: 1, maximum: 200, default: 50 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 50;

  @ApiProperty({ required: false, description: 'The `next` of the page before.' })
  @IsOptional()
  @IsUUID()
  cursor?: string;
}
