import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder of this test run, which test/support/servers.mjs takes away at its end. */
export function newFolder(name: string): string {
  const folder = mkdtempSync(join(process.env.LOTSEN_TEST_FOLDER ?? tmpdir(), `lotsen-${name}-`));
  // A database runs as another user than root, and has to reach its folder.
  chmodSync(folder, 0o755);
  return folder;
}
