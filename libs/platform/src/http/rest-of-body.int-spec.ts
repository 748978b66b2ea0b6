import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Request, Response } from 'express';
import { leaveRestUnread } from './rest-of-body.js';

let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    leaveRestUnread(request as Request, response as unknown as Response);
    response.writeHead(401).end('refused');
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
});

afterAll(() => {
  server.close();
});

/** Sends the head of a request, with the length of its body. The test sends the body itself, or does not. */
async function begin(
  length: number,
  connection = 'keep-alive',
): Promise<{ socket: Socket; answered: Promise<string>; closed: Promise<unknown> }> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const answered = new Promise<string>((resolve) => {
    socket.once('data', (chunk: Buffer) => resolve(chunk.toString()));
  });
  const closed = new Promise((resolve) => {
    socket.once('close', resolve);
  });
  socket.on('error', () => undefined);
  socket.write(`POST / HTTP/1.1\r\nHost: localhost\r\nConnection: ${connection}\r\nContent-Length: ${length}\r\n\r\n`);
  return { socket, answered, closed };
}

it('whoever is answered early may send the rest, and the connection stays', async () => {
  const { socket, answered } = await begin(1_000_000);
  expect(await answered).toContain(' 401 ');
  await new Promise<void>((sent) => socket.write('x'.repeat(1_000_000), () => sent()));
  const again = new Promise<string>((resolve) => {
    socket.once('data', (chunk: Buffer) => resolve(chunk.toString()));
  });
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  expect(await again).toContain(' 401 ');
  socket.destroy();
});

it('whoever wants the connection closed may send the rest before it is', async () => {
  const { socket, answered, closed } = await begin(3_000_000, 'close');
  expect(await answered).toContain(' 401 ');
  const failed = await new Promise((sent) => socket.write('x'.repeat(3_000_000), sent));
  expect(failed ?? null).toBeNull();
  await closed;
});

it('a rest that does not come ends with the connection', async () => {
  const { answered, closed } = await begin(1_000_000);
  expect(await answered).toContain(' 401 ');
  await closed;
});
