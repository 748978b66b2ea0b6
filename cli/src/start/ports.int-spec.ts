import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@lotsen/testing/eventually';
import { startEmbeddedPostgres } from './embedded-postgres.js';
import { freePorts, isPortTaken, startOnFreePort } from './ports.js';

const listening = async (port: number): Promise<Server> => {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
};

describe('a start whose port was taken between asking and listening', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lotsen-ports-'));
  let taken: number;
  let other: Server;

  beforeAll(async () => {
    await chmod(folder, 0o755);
    taken = await freePorts(1);
    other = await listening(taken);
  });

  afterAll(() => {
    other.close();
    rmSync(folder, { recursive: true });
  });

  /** Picks the taken port first, as if it had still been free when it was checked; then free ones. */
  const tooEarly = () => {
    let looks = 0;
    return async () => (looks++ === 0 ? taken : freePorts(1));
  };

  it('comes up at another', async () => {
    const server = await startOnFreePort(listening, tooEarly());
    expect(server.address()).not.toMatchObject({ port: taken });
    server.close();
  });

  it('comes up at another, a database too; at a port that was named it says who is in the way', async () => {
    const named = startEmbeddedPostgres(folder, { port: taken });
    await expect(named).rejects.toThrow('already in use');
    const postgres = await startOnFreePort((port) => startEmbeddedPostgres(folder, { port }), tooEarly());
    expect(postgres.url).not.toContain(`:${taken}/`);
    await postgres.stop();
  });

  it('of a process that ends before it has stopped its database: the database ends too', async () => {
    const script = `
      const { startEmbeddedPostgres } = await import('lotsen/embedded-postgres');
      const { pid } = await startEmbeddedPostgres(${JSON.stringify(folder)}, { port: ${await freePorts(1)} });
      console.log(pid);
      process.exit(130);`;
    const run = promisify(execFile);
    const failed = await run(process.execPath, ['--input-type=module', '-e', script]).catch((error: unknown) => error);
    const { code, stdout } = failed as { code: number; stdout: string };
    expect(code).toBe(130);
    const pid = Number(stdout);
    await eventually(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'));
  });

  it('is given up where every port is taken', async () => {
    const starts = startOnFreePort(listening, async () => taken);
    await expect(starts.catch((error: unknown) => isPortTaken(error))).resolves.toBe(true);
  });
});
