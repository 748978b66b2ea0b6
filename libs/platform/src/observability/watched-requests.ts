import { contextOfTraceparent, currentTraceparent, type Telemetry } from '@lotsen/messaging';
import { Logger } from '@nestjs/common';
import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { Histogram } from 'prom-client';

const logger = new Logger('http');
const quiet = /^\/(health|metrics)\b/u;

/**
 * Makes a span, a time and a log line for each request. They name the route and never the address: an id in a path, or
 * a search term, is personal data.
 */
export function watchedRequests({ tracer, metrics }: Telemetry): RequestHandler {
  const times = new Histogram({
    name: 'lotsen_http_request_seconds',
    help: 'From the request until its answer was sent.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [metrics],
  });
  return (request: Request, response: Response, next: NextFunction) => {
    const began = performance.now();
    const { method } = request;
    const parent = contextOfTraceparent(request.headers.traceparent?.toString());
    const span = tracer.startSpan(method, { kind: SpanKind.SERVER }, parent);
    const own = trace.setSpan(parent, span);
    response.once('close', () => {
      const route = routeOf(request, response);
      const status = response.writableFinished ? response.statusCode : 499;
      const seconds = (performance.now() - began) / 1000;
      span.updateName(`${method} ${route}`);
      span.setAttributes({ 'http.request.method': method, 'http.route': route, 'http.response.status_code': status });
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
      times.observe({ method, route, status }, seconds);
      if (quiet.test(route)) return;
      context.with(own, () => logger.log({ method, route, status, ms: Math.round(seconds * 1000) }));
    });
    context.with(own, () => {
      // Requests that this one causes (the portal calls the services) continue the same trace.
      request.headers.traceparent = currentTraceparent();
      next();
    });
  };
}

/** Names the route of a request that no controller answers: the gateway calls it. */
export function nameRoute(response: Response, route: string): void {
  response.locals.route = route;
}

function routeOf({ route }: Request, { locals }: Response): string {
  const named = (locals.route ?? (route as { path?: unknown } | undefined)?.path) as unknown;
  return typeof named === 'string' ? named : 'no route';
}
