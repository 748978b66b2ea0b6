// All that is changed in the private parts of kafkajs, which is pinned to the version that this was read in. Each patch says why,
// and kafkajs-patches.spec.ts shows that the library still needs it and that it works. To import this file is to apply them.
import { createRequire } from 'node:module';

interface RequestQueue {
  readonly pending: readonly unknown[];
  scheduleCheckPendingRequests(): void;
}

/**
 * From the first answer on, each connection of kafkajs 2.2.4 looks every millisecond whether a request waits, for it sets its timer
 * to a time long past: 4 % of a core for a client that does nothing (measured), and a warning on Node 24. A request that is put
 * to wait asks for that look itself, so it is taken only where one waits.
 */
const { prototype } = createRequire(import.meta.url)('kafkajs/src/network/requestQueue') as {
  readonly prototype: RequestQueue;
};
const look = prototype.scheduleCheckPendingRequests;
prototype.scheduleCheckPendingRequests = function (this: RequestQueue) {
  if (this.pending.length > 0) look.call(this);
};
