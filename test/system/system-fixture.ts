import type { Transport } from '@lotsen/messaging';
import type { TestSystem } from '@lotsen/testing/test-system';

/** What the groups of tests share: one system, started once. */
export interface SystemFixture {
  readonly field: () => TestSystem;
  readonly log: () => Transport;
  /** Stops the system, and leaves it an empty log for its next start. */
  stopAndEmptyLog(): Promise<void>;
  /** What a later record of the same key supersedes is gone from the log when this resolves, or soon after. */
  compactLog(): Promise<void>;
}
