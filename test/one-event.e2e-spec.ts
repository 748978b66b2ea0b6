import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..');
const walks = ['one vacancy', 'one outcome'] as const;

/** The files on the way of a walk, in the output of `npm run path`. */
function printed(walk: string, text: string): string[] {
  const [, after = ''] = text.split(`${walk}: `);
  const lines = after.split('\n').slice(1);
  const end = lines.findIndex((line) => !line.startsWith('  '));
  return lines
    .slice(0, end)
    .map((line) => line.trim())
    .filter((line) => !line.startsWith('(') && line !== ifItWaits);
}

/** Is met as a file that leads on only where an answer has to wait for a version, which depends on the machine. */
const ifItWaits = 'libs/platform/src/background/change-feed.ts';

/** The files that the page names in the column of a walk. */
function named(walk: string, page: string): string[] {
  const rows = page.split('\n').filter((line) => line.startsWith('| '));
  const head = rows.find((row) => row.includes(walk)) ?? '';
  const column = head.split('|').findIndex((cell) => cell.trim() === walk);
  return rows.flatMap((row) =>
    [...(row.split('|')[column] ?? '').matchAll(/`([^`]+)`/gu)].map(([, file = '']) => file),
  );
}

describe('the way of one event', () => {
  let text = '';
  beforeAll(() => {
    text = execFileSync(process.execPath, ['scripts/one-event/dist/path.js'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
      timeout: 240_000,
    });
  }, 250_000);

  it.each(walks)('of %s: its page names the files that a running system meets, and no other', (walk) => {
    const page = readFileSync(join(root, 'docs', 'one-event.md'), 'utf8');
    expect(printed(walk, text).length).toBeGreaterThan(20);
    expect(named(walk, page).sort()).toEqual(printed(walk, text).sort());
  });
});
