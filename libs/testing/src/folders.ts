import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder of this test run. test/support/servers.mjs removes it at the end of the run. */
export function newFolder(name: string): string {
  const folder = mkdtempSync(join(process.env.LOTSEN_TEST_FOLDER ?? tmpdir(), `lotsen-${name}-`));
  // PostgreSQL does not run as root, and its user has to reach the folder.
  chmodSync(folder, 0o755);
  return folder;
}
