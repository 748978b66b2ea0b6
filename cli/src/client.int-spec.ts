import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { answerOf, apiOf } from './client.js';

let server: Server | undefined;
afterEach(() => {
  server?.close();
});

async function askedOf(listener: RequestListener): Promise<unknown> {
  server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((listening) => server?.once('listening', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const api = apiOf({ url, language: 'en', token: 'none' });
  return answerOf(api.GET('/v1/matching/shortage')).catch((error: Error) => error.message);
}

describe('the client of the command', () => {
  it.each([
    ['a page', 200, 'text/html', '<html></html>'],
    ['a page that says there is none', 404, 'text/html', '<html></html>'],
    ['another API', 404, 'application/json', '{"message":"not found"}'],
    ['nothing', 502, 'application/json', 'null'],
  ])('says that it is not Lotsen if %s answers', async (_what, status, type, body) => {
    const said = await askedOf((_request, response) => response.writeHead(status, { 'content-type': type }).end(body));
    expect(said).toContain('is not Lotsen');
  });

  it('says what Lotsen refused, with the hint', async () => {
    const problem = JSON.stringify({ code: 'no-county', detail: 'There is no county 99.', hint: 'Give 25.' });
    const said = await askedOf((_request, response) =>
      response.writeHead(422, { 'content-type': 'application/problem+json' }).end(problem),
    );
    expect(said).toBe('There is no county 99. Give 25.');
  });
});
