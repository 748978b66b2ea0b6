import { beforeAll, describe, expect, it } from '@jest/globals';
import { context, createTraceState, ROOT_CONTEXT, type SpanContext, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { contextOfTraceparent, currentTraceparent } from './trace.js';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const spanId = '00f067aa0ba902b7';
const traceparent = `00-${traceId}-${spanId}-01`;

const within = (span: SpanContext) =>
  context.with(trace.setSpanContext(ROOT_CONTEXT, span), () => currentTraceparent());

describe('the trace context of an event', () => {
  beforeAll(() => {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  });

  it('is the sender’s, bit by bit', () => {
    expect(trace.getSpanContext(contextOfTraceparent(traceparent))).toEqual({
      traceId,
      spanId,
      traceFlags: 1,
      isRemote: true,
    });
  });

  it.each([
    ['is missing', undefined],
    ['is empty', ''],
    ['is no traceparent', 'x'],
    ['has another case', traceparent.toUpperCase()],
    ['names no trace', `00-${'0'.repeat(32)}-${spanId}-01`],
    ['names no span', `00-${traceId}-${'0'.repeat(16)}-01`],
    ['has more parts than its version', `${traceparent}-00`],
    ['is of the version that is none', `ff-${traceId}-${spanId}-01`],
  ])('begins anew where the traceparent %s', (_what, sent) => expect(contextOfTraceparent(sent)).toBe(ROOT_CONTEXT));

  it('is written as the same bytes that it was read from, without a tracestate', () => {
    for (const [traceFlags, flags] of [
      [0, '00'],
      [1, '01'],
      [3, '03'],
    ] as const) {
      const traceState = createTraceState('vendor=value');
      expect(within({ traceId, spanId, traceFlags, traceState })).toBe(`00-${traceId}-${spanId}-${flags}`);
    }
  });

  it('is not written where no span is, or none that is valid', () => {
    expect(currentTraceparent()).toBeUndefined();
    expect(within({ traceId: '0'.repeat(32), spanId, traceFlags: 1 })).toBeUndefined();
  });
});
