import type { Transport } from '@lotsen/messaging';
import type { TestSystem } from '@lotsen/testing/test-system';

/** What the groups of tests share: one system, started once. */
export interface SystemFixture {
  readonly field: () => TestSystem;
  readonly log: () => Transport;
  /** Stops the system, and empties the log for its next start. */
  stopAndEmptyLog(): Promise<void>;
  /** Compacts the log. When this resolves, or soon after, it has only the last record of each key. */
  compactLog(): Promise<void>;
}
