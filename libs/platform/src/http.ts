import type { Actor } from '@lotsen/access';
import { type Done, type Idempotency, Refused } from '@lotsen/persistence';
import {
  applyDecorators,
  BadRequestException,
  createParamDecorator,
  type ExecutionContext,
  Param,
  ParseUUIDPipe,
  type PipeTransform,
} from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiExtraModels,
  ApiHeader,
  ApiOkResponse,
  ApiProperty,
  ApiResponse,
  getSchemaPath,
} from '@nestjs/swagger';
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

/** The problem document, as the API document shows it. */
class ProblemAnswer {
  @ApiProperty({ example: 'urn:lotsen:problem:stale-version' })
  type!: string;

  @ApiProperty()
  title!: string;

  @ApiProperty({ type: 'integer' })
  status!: number;

  @ApiProperty({ description: 'Stable: a script may rely on it.' })
  code!: string;

  @ApiProperty({ description: 'What is wrong, and why, in the language of the client.' })
  detail!: string;

  @ApiProperty({ required: false, description: 'What to do.' })
  hint?: string;

  @ApiProperty({ required: false })
  field?: string;
}

const problems = (...statuses: readonly (readonly [number, string])[]) =>
  applyDecorators(
    ApiExtraModels(ProblemAnswer),
    ...statuses.map(([status, description]) =>
      ApiResponse({
        status,
        description,
        content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemAnswer) } } },
      }),
    ),
  );

/** In the API document: a route that creates an aggregate. */
export const Creates = () =>
  applyDecorators(
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: 'The same key and body within a day give the first answer again.',
      schema: { type: 'string', maxLength: 200 },
    }),
    ApiCreatedResponse({ type: ChangeAnswer }),
    problems([400, 'Shape'], [403, 'Not yours, or not your role'], [409, 'State'], [422, 'Meaning']),
  );

/** In the API document: a route that changes an aggregate. */
export const Changes = () =>
  applyDecorators(
    ApiHeader({ name: 'If-Match', required: true, description: 'The ETag that you read.', schema: { type: 'string' } }),
    ApiOkResponse({ type: ChangeAnswer }),
    problems(
      [400, 'Shape'],
      [403, 'Not yours, or not your role'],
      [404, 'Not there'],
      [409, 'State'],
      [412, 'Changed since you read it'],
      [422, 'Meaning'],
      [428, 'If-Match is missing'],
    ),
  );
