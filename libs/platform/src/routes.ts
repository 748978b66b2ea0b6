import { Allow, type Opened } from '@lotsen/access';
import type { Done } from '@lotsen/persistence';
import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  HttpCode,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import { type TObject, type TSchema, Type } from '@sinclair/typebox';
import type { Response } from 'express';
import { map } from 'rxjs';

const nullable = (schema: TSchema) => Type.Union([schema, Type.Null()]);
const closed = { additionalProperties: false } as const;

/** What a route that changed an aggregate answers: its id, its version (also the ETag), and what came of it. */
const ChangeAnswer = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    version: Type.Integer({ description: 'Also the ETag; send it as If-Match with the next change.' }),
    outcome: Type.Union([Type.Literal('created'), Type.Literal('changed'), Type.Literal('unchanged')]),
  },
  closed,
);

/** What came of the rows of a list, numbered from 1. */
export const ImportAnswer = Type.Object(
  {
    read: Type.Integer(),
    created: Type.Integer(),
    changed: Type.Integer(),
    unchanged: Type.Integer(),
    removed: Type.Integer(),
    rejected: Type.Array(Type.Object({ line: Type.Integer(), code: Type.String(), message: Type.String() }, closed)),
    alsoRejected: Type.Integer({ description: 'How many more rows were rejected than are told.' }),
  },
  closed,
);

/** A page of things, and the cursor of the next one. */
export const pageOf = (schema: TSchema): TObject =>
  Type.Object({ items: Type.Array(namelessOf(schema)), next: nullable(Type.String({ format: 'uuid' })) }, closed);

/** A schema's own name would be in the document once for each route that answers it. */
function namelessOf({ $id: _, ...nameless }: TSchema): TSchema {
  return nameless as TSchema;
}

/** Says in the API document what a route answers. */
export function Answers(status: number, schema: TSchema) {
  return ApiResponse({
    status,
    description: schema.title ?? (status === 201 ? 'Created' : 'Done'),
    content: { 'application/json': { schema: namelessOf(schema) as never } },
  });
}

/** Turns what the store did into the answer of the route, with its version as the ETag. */
@Injectable()
class TellsChange implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<Done<unknown>>) {
    return next.handle().pipe(
      map(({ id, version, kind }) => {
        tag(context, version);
        return { id, version, outcome: kind };
      }),
    );
  }
}

@Injectable()
class TellsVersion implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<{ version?: unknown }>) {
    return next.handle().pipe(
      map((answer) => {
        if (typeof answer?.version === 'number') tag(context, answer.version);
        return answer;
      }),
    );
  }
}

function tag(context: ExecutionContext, version: number): void {
  context.switchToHttp().getResponse<Response>().setHeader('ETag', `"${version}"`);
}

/** A route that creates an aggregate of the caller's organisation: it returns what the store did. */
export const Creates = (opened: Opened) =>
  applyDecorators(
    Allow(opened),
    UseInterceptors(TellsChange),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: 'The same key and body within a day give the first answer again.',
      schema: { type: 'string', maxLength: 200 },
    }),
    Answers(201, ChangeAnswer),
  );

/** A route that changes an aggregate: it returns what the store did. */
export const Changes = (opened: Opened) =>
  applyDecorators(
    Allow(opened),
    HttpCode(200),
    UseInterceptors(TellsChange),
    ApiHeader({
      name: 'If-Match',
      required: true,
      description: 'The ETag that you read.',
      schema: { type: 'string', pattern: '^"\\d{1,9}"$' },
    }),
    Answers(200, ChangeAnswer),
  );

/** A route that shows something. Where that has a version, it is the ETag. */
export const Reads = (opened: Opened, schema: TSchema) =>
  applyDecorators(Allow(opened), UseInterceptors(TellsVersion), Answers(200, schema));

/** A route that does something that is no change of one aggregate, and says what came of it. */
export const Does = (opened: Opened, schema: TSchema) =>
  applyDecorators(Allow(opened), HttpCode(200), Answers(200, schema));
