import { closeSync, fsyncSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes text to a file; when it returns, the whole text is on disk, and the file has its name.
 * @param flag `a` appends, `w` replaces
 * @throws if not all of it could be written, for example because the disk is full
 */
export function writeDurably(path: string, text: string, flag: 'a' | 'w'): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const file = openSync(path, flag, 0o600);
  try {
    // writeSync may write a part only. For a buffer, writeFileSync goes on until everything is written, or throws.
    writeFileSync(file, Buffer.from(text));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  syncFolder(dirname(path));
}

/** The names of new files in a folder are durable once the folder is. */
export function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
