import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandFailed } from '../exit-codes.js';

/**
 * Locks the data folder: a second start in the same folder would stop the database of the first. Takes over a lock
 * whose process is gone. Returns a function that releases the lock.
 * @throws CommandFailed naming the process that holds the folder.
 */
export function lockFolder(folder: string): () => void {
  const file = join(folder, 'lotsen.pid');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
  } catch (error) {
    throw new CommandFailed(
      `The data folder ${folder} cannot be made: ${(error as Error).message}. Set LOTSEN_DATA to another.`,
    );
  }
  for (;;) {
    // The file is written before it gets its name, so that no process reads a lock without an owner.
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, String(process.pid));
    try {
      linkSync(draft, file);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(draft, { force: true });
    }
    const owner = Number(readFileSync(file, 'utf8'));
    if (owner !== process.pid && isLotsen(owner)) {
      throw new CommandFailed(
        `The data folder ${folder} is in use by process ${owner}. Stop it, or set LOTSEN_DATA to another.`,
      );
    }
    rmSync(file, { force: true });
  }
}

/** The operating system may have given the process id to another program since. */
function isLotsen(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('lotsen');
  } catch {
    return false;
  }
}
