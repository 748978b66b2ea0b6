import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Who was ever erased, by random id, in a file beside the database: a database restored from a backup knows nothing of
 * the erasures since, and has to hear of them from somewhere else.
 */
export class ErasedList {
  private readonly path: string;

  constructor(private readonly folder: string) {
    this.path = join(folder, 'erased-persons');
  }

  /** Durable when it returns. An id that stands there twice does no harm. */
  add(ids: readonly string[]): void {
    if (ids.length === 0) return;
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    const file = openSync(this.path, 'a', 0o600);
    try {
      writeSync(file, ids.map((id) => `${id}\n`).join(''));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }

  all(): string[] {
    if (!existsSync(this.path)) return [];
    // A line that a crash cut short names nobody: its erasure was not committed.
    return [...new Set(readFileSync(this.path, 'utf8').split('\n'))].filter((line) => uuid.test(line));
  }
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/u;
