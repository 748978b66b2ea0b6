import type { Topic } from '@lotsen/contracts';
import { type ArgumentsHost, applyDecorators, Catch, type RpcExceptionFilter, UseFilters } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { type Observable, throwError } from 'rxjs';

/** Nest would replace a handler's error by "Internal server error"; the consumer group needs the error itself. */
@Catch()
class KeepErrors implements RpcExceptionFilter {
  catch(error: unknown, _host: ArgumentsHost): Observable<never> {
    return throwError(() => error);
  }
}

/**
 * Marks a controller's method as the handler of a topic. It is called as a StateHandler:
 * (@Payload() state, @Ctx() context).
 */
export const Consumes = (topic: Topic) =>
  applyDecorators(EventPattern(topic.name) as MethodDecorator, UseFilters(KeepErrors));
