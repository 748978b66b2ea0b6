import type { RunningPostgres } from '../../cli/src/start/embedded-postgres.js';
import type { TestKafka } from './kafka.js';

interface Running {
  folder?: string;
  postgres?: RunningPostgres | undefined;
  kafka?: TestKafka | undefined;
}

/** Jest sets up and tears down in one process: what was started is kept on its global object. */
const holder = globalThis as { lotsenTestServers?: Running };
holder.lotsenTestServers ??= {};
export const running: Running = holder.lotsenTestServers;
