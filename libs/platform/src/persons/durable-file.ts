import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Appends text to a file. When it returns, the whole text is on disk, and the file has its name.
 * @throws if not all of it could be written, for example because the disk is full
 */
export function appendDurably(path: string, text: string): void {
  makeFolder(dirname(path));
  write(path, text, 'a');
  syncFolder(dirname(path));
}

/** Writes a file. When it returns, the file is on disk, whole. If it throws, the file is what it was before. */
export function writeDurably(path: string, text: string): void {
  makeFolder(dirname(path));
  const draft = `${path}.${process.pid}.draft`;
  try {
    write(draft, text, 'w');
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}

function write(path: string, text: string, flag: 'a' | 'w'): void {
  const file = openSync(path, flag, 0o600);
  try {
    // writeSync may write a part only. For a buffer, writeFileSync goes on until everything is written, or throws.
    writeFileSync(file, Buffer.from(text));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Makes a folder and those above it that are missing; their names are durable when it returns. */
function makeFolder(path: string): void {
  const first = mkdirSync(path, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let at = path; at.length >= first.length; at = dirname(at)) syncFolder(dirname(at));
}

/** The names of new files in a folder are durable once the folder is. */
function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
