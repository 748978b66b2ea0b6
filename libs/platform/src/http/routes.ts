import { Allow, type Opened } from '@lotsen/access';
import { Change } from '@lotsen/api';
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
import type { TSchema } from '@sinclair/typebox';
import type { Response } from 'express';
import { map } from 'rxjs';

/** Documents what a route answers: one of the schemas of @lotsen/api. */
export const Answers = (status: number, schema: TSchema, media = 'application/json') =>
  ApiResponse({
    status,
    description: schema.title ?? (status === 201 ? 'Created' : 'Done'),
    content: { [media]: { schema: schema as never } },
  });

/** Turns the result of the store into the answer of the route, with the version as the ETag. */
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

/** A route that creates an aggregate of the caller's organisation. Its handler returns the result of the store. */
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
    Answers(201, Change),
  );

/** A route that changes an aggregate. Its handler returns the result of the store. */
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
    Answers(200, Change),
  );

/** A route that shows something. If the answer has a version, that is the ETag. */
export const Reads = (opened: Opened, schema: TSchema) =>
  applyDecorators(Allow(opened), UseInterceptors(TellsVersion), Answers(200, schema));

/** A route that does something other than change one aggregate, and answers with the result. */
export const Does = (opened: Opened, schema: TSchema) =>
  applyDecorators(Allow(opened), HttpCode(200), Answers(200, schema));
