import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';

/** The packages that the command loads with these arguments. V8's coverage lists every script that ran. */
function loadedBy(...args: string[]): Set<string> {
  const folder = mkdtempSync(join(tmpdir(), 'lotsen-loaded-'));
  try {
    const bin = join(import.meta.dirname, '..', 'bin', 'lotsen.js');
    const { status } = spawnSync(process.execPath, [bin, ...args], { env: { NODE_V8_COVERAGE: folder } });
    expect(status).toBe(0);
    const told = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
    return new Set(
      [...told.join('\n').matchAll(/node_modules\/((?:@[^/]+\/)?[^/]+)\//gu)].map(([, name = '']) => name),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it('what a service is built of is loaded by no command that does without: it would take longer than the command itself', () => {
  const loaded = loadedBy('--help');
  expect(loaded).toContain('commander');
  expect([...loaded].filter((name) => /^(?:@nestjs\/|typeorm$|kafkajs$|pg$|openid-client$)/u.test(name))).toEqual([]);
}, 60_000);
