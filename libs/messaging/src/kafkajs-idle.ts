import { createRequire } from 'node:module';

interface Queue {
  readonly pending: readonly unknown[];
  scheduleCheckPendingRequests(): void;
}

/**
 * From the first answer on, each connection of kafkajs 2.2.4 looks every millisecond whether a request waits, for it sets its timer
 * to a time long past: 4 % of a core for a client that does nothing (measured), and a warning on Node 24. A request that is put
 * to wait asks for that look itself, so it is taken only where one waits.
 */
const { prototype } = createRequire(import.meta.url)('kafkajs/src/network/requestQueue') as {
  readonly prototype: Queue;
};
const look = prototype.scheduleCheckPendingRequests;
prototype.scheduleCheckPendingRequests = function (this: Queue) {
  if (this.pending.length > 0) look.call(this);
};
