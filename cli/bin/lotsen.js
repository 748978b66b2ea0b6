#!/usr/bin/env node
// Builds what has not been built yet, so that a fresh clone needs no command for it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cli = dirname(dirname(fileURLToPath(import.meta.url)));
if (!existsSync(join(cli, 'dist', 'main.js'))) {
  const root = dirname(cli);
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules/typescript-7/bin/tsc'), '-b'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) process.exit(1);
}
await import('../dist/main.js');
