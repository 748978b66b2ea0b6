import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { SteadyClient } from './steady-client.js';
import { isTransient } from './transient.js';

/** A message of PostgreSQL's protocol. */
function message(type: string, ...parts: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
}
const greeting = Buffer.concat([message('R', Buffer.alloc(4)), message('Z', 'I')]);
const farewell = message('E', 'SFATAL\0', 'C57P01\0', 'Mterminating connection\0', '\0');

describe('a connection to a server that greets and ends in one breath', () => {
  let server: Server;
  let port: number;

  beforeEach(async () => {
    server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(Buffer.concat([greeting, farewell])));
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    port = (server.address() as { port: number }).port;
  });

  afterEach(async () => {
    await new Promise((closed) => server.close(closed));
  });

  it('does not end the process, and its next query says what has happened', async () => {
    const pool = new pg.Pool({ Client: SteadyClient, host: '127.0.0.1', port, user: 'demo', ssl: false });
    // The pool hands out a new connection in the same turn of the event loop in which it reads the server's error.
    const client = await pool.connect();
    const failure = await client.query('SELECT 1').catch((error: Error) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(isTransient(failure)).toBe(true);
    client.release();
    await pool.end();
  });
});
