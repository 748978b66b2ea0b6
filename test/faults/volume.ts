import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';

const piece = Buffer.alloc(4 * 1024 * 1024);

/** A folder on a small volume of its own, where this machine allows mounting one; else an ordinary folder. */
export class Volume {
  private constructor(
    readonly folder: string,
    /** Whether it has a volume of its own, which can be filled without filling others. */
    readonly isBounded: boolean,
  ) {}

  static mount(folder: string, megabytes: number): Volume {
    mkdirSync(folder, { recursive: true });
    let isBounded = true;
    try {
      const options = `size=${megabytes}m,mode=0755`;
      execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' });
    } catch {
      isBounded = false;
    }
    // PostgreSQL does not run as root, and its user has to reach the folder.
    chmodSync(folder, 0o755);
    return new Volume(folder, isBounded);
  }

  /** Writes until nothing more can be written. */
  async fill(): Promise<void> {
    if (!this.isBounded) throw new Error('This folder has no volume of its own: filling it would fill others.');
    const file = await open(this.filler, 'a');
    try {
      for (let size = piece.length; size >= 512; size /= 2) {
        while (await wrote(file.write(piece, 0, size), size));
      }
    } finally {
      await file.close();
    }
  }

  async makeRoom(): Promise<void> {
    await rm(this.filler, { force: true });
  }

  /** Removes the volume with all its data. */
  remove(): void {
    if (this.isBounded) execFileSync('umount', ['--lazy', this.folder], { stdio: 'ignore' });
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get filler(): string {
    return join(this.folder, 'filler');
  }
}

/** Whether the whole piece was written; false where the volume is full. */
async function wrote(writing: Promise<{ bytesWritten: number }>, size: number): Promise<boolean> {
  try {
    return (await writing).bytesWritten === size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false;
    throw error;
  }
}
