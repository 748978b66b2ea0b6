import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandFailed } from '../exit-codes.js';

/**
 * Keeps a second start off a data folder in use: it would take the first one's database away. A lock whose process is
 * gone is taken over. Returns how to give it back.
 * @throws CommandFailed naming the process that has the folder.
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
    // Written before it has its name: nobody reads a lock without an owner.
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

/** The id may have gone to another program since. */
function isLotsen(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('lotsen');
  } catch {
    return false;
  }
}
