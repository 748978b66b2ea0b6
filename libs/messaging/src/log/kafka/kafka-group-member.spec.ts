import { describe, expect, it } from '@jest/globals';
import type { Kafka } from 'kafkajs';
import type { ConsumeOptions } from '../index.js';
import { KafkaGroupMember } from './kafka-group-member.js';

/** Consumers that never join the group, and when each of them was made. */
function consumersThatCrash() {
  const madeAt: number[] = [];
  let handlers = new Map<string, (event: unknown) => void>();
  const kafka = {
    consumer: () => {
      madeAt.push(performance.now());
      handlers = new Map();
      return {
        events: { CRASH: 'crash', GROUP_JOIN: 'join' },
        on: (event: string, handler: (event: unknown) => void) => handlers.set(event, handler),
        seek: () => undefined,
        ...Object.fromEntries(
          ['connect', 'subscribe', 'run', 'stop', 'disconnect'].map((name) => [name, async () => {}]),
        ),
      };
    },
  };
  const next = async (made: number) => {
    while (madeAt.length < made) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  return {
    kafka: kafka as unknown as Kafka,
    crash: () => handlers.get('crash')?.({ payload: {} }),
    join: () => handlers.get('join')?.({ payload: { memberAssignment: {} } }),
    madeAt,
    next,
  };
}

describe('a member of a group whose consumers crash', () => {
  it('waits longer before each new one, until one has joined', async () => {
    const { kafka, crash, join, madeAt, next } = consumersThatCrash();
    const member = new KafkaGroupMember(kafka, { topics: ['t'] } as unknown as ConsumeOptions);
    await member.begin();
    for (const made of [2, 3, 4]) {
      crash();
      await next(made);
    }
    join();
    crash();
    await next(5);
    await member.stop();
    const waits = madeAt.slice(1).map((at, which) => at - (madeAt[which] as number));
    for (const [which, least] of [200, 400, 800, 200].entries()) expect(waits[which]).toBeGreaterThan(least - 10);
    expect(waits[3]).toBeLessThan(waits[2] as number);
  });
});
