import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appendDurably } from '@lotsen/platform';

/**
 * The random ids of all erased persons, in a file beside the database. A database that is restored from a backup lacks
 * the erasures made since that backup; this file still names them.
 */
export class ErasedList {
  private readonly path: string;

  constructor(folder: string) {
    this.path = join(folder, 'erased-persons');
  }

  /** The ids are on disk (fsync) when it returns. A duplicate id in the file does no harm. */
  add(ids: readonly string[]): void {
    // The first line end closes a line that a crash has cut short.
    if (ids.length > 0) appendDurably(this.path, ['', ...ids, ''].join('\n'));
  }

  all(): string[] {
    if (!existsSync(this.path)) return [];
    // A crash can cut a line short. Its erasure was not committed, so the line is skipped.
    return [...new Set(readFileSync(this.path, 'utf8').split('\n'))].filter((line) => uuid.test(line));
  }
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/u;
