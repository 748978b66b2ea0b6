// All patches of private parts of kafkajs, which is pinned to the version that they were written for. Each patch says
// why, and kafkajs-patches.spec.ts shows that the library still needs it and that it works. Importing this file applies
// the patches.
import { createRequire } from 'node:module';

interface RequestQueue {
  readonly pending: readonly unknown[];
  scheduleCheckPendingRequests(): void;
}

/**
 * After its first answer, each connection of kafkajs 2.2.4 checks every millisecond whether a request is pending,
 * because it sets its timer to a time in the past. This costs an idle client 4 % of a core (measured), and a warning on
 * Node 24. A request that becomes pending schedules the check itself, so the patch schedules it only while a request is
 * pending.
 */
const { prototype } = createRequire(import.meta.url)('kafkajs/src/network/requestQueue') as {
  readonly prototype: RequestQueue;
};
const look = prototype.scheduleCheckPendingRequests;
prototype.scheduleCheckPendingRequests = function (this: RequestQueue) {
  if (this.pending.length > 0) look.call(this);
};
