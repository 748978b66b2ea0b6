import { rmSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { type RunningPostgres, startEmbeddedPostgres } from 'lotsen/embedded-postgres';
import { newFolder } from './folders.js';

export type { RunningPostgres };

/** A database server for one test: services name their databases themselves, so two systems need two servers. */
export async function serverOfItsOwn(): Promise<RunningPostgres> {
  const folder = newFolder('server');
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedPostgres(folder);
  return {
    ...postgres,
    stop: async () => {
      await postgres.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
