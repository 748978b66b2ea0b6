import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The random ids of all erased persons, in a file beside the database. A database that is restored from a backup lacks
 * the erasures made since that backup; this file still names them.
 */
export class ErasedList {
  private readonly path: string;

  constructor(private readonly folder: string) {
    this.path = join(folder, 'erased-persons');
  }

  /** The ids are on disk (fsync) when it returns. A duplicate id in the file does no harm. */
  add(ids: readonly string[]): void {
    if (ids.length === 0) return;
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    const file = openSync(this.path, 'a', 0o600);
    try {
      // The first line end closes a line that a crash has cut short.
      writeSync(file, ['', ...ids, ''].join('\n'));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }

  all(): string[] {
    if (!existsSync(this.path)) return [];
    // A crash can cut a line short. Its erasure was not committed, so the line is skipped.
    return [...new Set(readFileSync(this.path, 'utf8').split('\n'))].filter((line) => uuid.test(line));
  }
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/u;
