import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder of this test run, which test/support/servers.mjs takes away at its end. */
export const newFolder = (name: string): string =>
  mkdtempSync(join(process.env.LOTSEN_TEST_FOLDER ?? tmpdir(), `lotsen-${name}-`));
