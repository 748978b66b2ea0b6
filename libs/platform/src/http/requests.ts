import { type Actor, actorOf } from '@lotsen/access';
import { type Idempotency, type Origin as OriginOf, Refused, type Target as TargetOf } from '@lotsen/persistence';
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
import type { Request } from 'express';
import { asRouted } from './admission.js';

type Called = Request & { readonly actor?: Actor };
const called = (context: ExecutionContext) => context.switchToHttp().getRequest<Called>();

/** Who creates something, and the Idempotency-Key under which the caller may send the request twice. */
export type Origin = OriginOf<Actor>;
export const CurrentOrigin = createParamDecorator((_: unknown, context: ExecutionContext): Origin => {
  const request = called(context);
  return { actor: actorOf(request), idempotency: idempotencyOf(request) };
});

/** What a caller changes: the id in the path, the version in If-Match, and the caller. */
export type Target = TargetOf<Actor>;
export const CurrentTarget = createParamDecorator((_: unknown, context: ExecutionContext): Target => {
  const request = called(context);
  return { id: uuidOf(String(request.params.id)), ifMatch: ifMatchOf(request), actor: actorOf(request) };
});

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/u;

/** Ids are compared as text, and so converted to lower case. */
function uuidOf(given: string): string {
  const id = given.toLowerCase();
  if (uuid.test(id)) return id;
  throw notAnId();
}

const notAnId = () =>
  new BadRequestException({
    code: 'not-an-id',
    detail: { sv: 'Id:t i adressen är inget id (UUID).', en: 'The id in the address is no id (UUID).' },
  });

class LowerCase implements PipeTransform<string, string> {
  transform(id: string): string {
    return id.toLowerCase();
  }
}

/** The id in a route's path. */
export const IdParam = () => Param('id', new ParseUUIDPipe({ exceptionFactory: notAnId }), new LowerCase());

/** The version in If-Match. A change without it is refused, because it could overwrite another caller's change. */
function ifMatchOf(request: Request): number {
  const version = /^(?:W\/)?"?(\d{1,9})"?$/u.exec(request.headers['if-match'] ?? '')?.[1];
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
}

/** The Idempotency-Key of a create, with the client, route and body that it is bound to; undefined if none was sent. */
function idempotencyOf(request: Called): Idempotency | undefined {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key === '') return undefined;
  if (key.length > 200) {
    throw new BadRequestException({
      code: 'idempotency-key-too-long',
      detail: {
        sv: 'Idempotency-Key är längre än 200 tecken.',
        en: 'The Idempotency-Key is longer than 200 characters.',
      },
    });
  }
  const { subject = '', organisation = null } = request.actor ?? {};
  return {
    client: `${subject} of ${organisation}`,
    route: `${request.method} ${asRouted(request.path)}`,
    key,
    body: request.body,
  };
}

/** Cursor pagination. */
export class PageQuery {
  @ApiProperty({
    required: false,
    type: 'integer',
    minimum: 1,
    maximum: 200,
    default: 50,
    description: 'How many of a page.',
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 50;

  @ApiProperty({ required: false, format: 'uuid', description: 'The `next` of the page before.' })
  @IsOptional()
  @IsUUID()
  cursor?: string;
}
