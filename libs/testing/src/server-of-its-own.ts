import { type RunningPostgres, startEmbeddedPostgres } from 'lotsen/embedded-postgres';
import { newFolder } from './folders.js';

export type { RunningPostgres };

/** A database server for one test: the names of the databases are fixed, so two systems need two servers. */
export const serverOfItsOwn = (): Promise<RunningPostgres> => startEmbeddedPostgres(newFolder('server'));
