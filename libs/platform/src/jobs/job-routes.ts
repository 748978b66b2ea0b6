import { Allow, type Opened } from '@lotsen/access';
import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  HttpCode,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import type { TSchema } from '@sinclair/typebox';
import type { Request, Response } from 'express';
import { map } from 'rxjs';
import { Answers, languageOf } from '../http/index.js';
import type { JobRow } from './job-table.js';
import { Jobs } from './jobs.js';

/** Answers with a job as it is shown and its address, or with jobs. */
@Injectable()
class JobResponse implements NestInterceptor {
  constructor(private readonly jobs: Jobs) {}

  intercept(context: ExecutionContext, next: CallHandler<JobRow | readonly JobRow[]>) {
    const request = context.switchToHttp().getRequest<Request>();
    const response = context.switchToHttp().getResponse<Response>();
    const language = languageOf(request.headers['accept-language']);
    return next.handle().pipe(
      map((answer) => {
        if ('length' in answer) return { items: answer.map((one) => this.jobs.shown(one, language)) };
        // /v1/SERVICE/... has the jobs of the service at /v1/SERVICE/jobs.
        response.setHeader('Location', `${request.path.split('/').slice(0, 3).join('/')}/jobs/${answer.id}`);
        return this.jobs.shown(answer, language);
      }),
    );
  }
}

const tells = (status: number) => (opened: Opened, schema: TSchema) =>
  applyDecorators(Allow(opened), HttpCode(status), UseInterceptors(JobResponse), Answers(status, schema));

/** A route that starts a job. Its handler returns the job; the answer is the job, with its address in Location. */
export const StartsJob = tells(202);

/** A route that shows a job, or several, or cancels one. Its handler returns what Jobs does. */
export const ShowsJobs = tells(200);
