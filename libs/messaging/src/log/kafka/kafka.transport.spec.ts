import { describe, expect, it, jest } from '@jest/globals';
import type { ConsumeOptions } from '../index.js';
import { KafkaTransport } from './kafka.transport.js';

describe('a consumer that cannot start', () => {
  it('leaves no timer and no connection behind, and says why it could not', async () => {
    const consumer = {
      events: {},
      on: () => undefined,
      connect: async () => {
        throw new Error('the broker is away');
      },
      stop: jest.fn(async () => undefined),
      disconnect: jest.fn(async () => undefined),
    };
    const transport = new KafkaTransport(['127.0.0.1:1'], 'lotsen-test');
    Object.assign(Reflect.get(transport, 'kafka'), { consumer: () => consumer });
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    const before = timers();
    await expect(
      transport.consume({ group: 'lotsen-test', topics: ['t'] } as unknown as ConsumeOptions),
    ).rejects.toThrow('the broker is away');
    expect(timers()).toBe(before);
    expect(consumer.disconnect).toHaveBeenCalled();
  });
});
