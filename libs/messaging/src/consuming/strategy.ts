import { type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import type { ConsumerGroup, StateHandler } from './consumer-group.js';

/** Runs a Nest microservice on our consumer group. Its handlers work the same on every transport. */
export class ConsumerGroupStrategy extends Server implements CustomTransportStrategy {
  constructor(private readonly group: ConsumerGroup) {
    super();
  }

  listen(callback: (error?: Error) => void): void {
    const handlers = new Map<string, StateHandler>();
    for (const [topic, handler] of this.getHandlers()) {
      handlers.set(topic, async (state, context) => {
        // Several parts of a service may read one topic: Nest chains their handlers.
        for (let one: MessageHandler | undefined = handler; one; one = one.next as MessageHandler | undefined) {
          const result: unknown = await one(state, context);
          if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
        }
      });
    }
    this.group.start(handlers).then(() => callback(), callback);
  }

  close(): Promise<void> {
    return this.group.stop();
  }

  on(): never {
    throw new Error('The consumer group emits no events of its own: see its lag.');
  }

  unwrap<T>(): T {
    return this.group as T;
  }
}
