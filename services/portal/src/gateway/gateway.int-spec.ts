import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Settings, serviceNames } from '@lotsen/platform';
import { eventually } from '@lotsen/testing/eventually';
import type { Request, Response } from 'express';
import { gateway } from './gateway.js';

const listening = async (server: Server): Promise<string> => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

describe('connections of the gateway', () => {
  let connections = 0;
  const left: string[] = [];
  const service = createServer((request, response) => {
    // What waits is answered by nobody, and the service sees when it is left.
    if (request.url?.includes('wait')) response.once('close', () => left.push(request.url as string));
    else response.end('here');
  });
  service.on('connection', () => {
    connections += 1;
  });
  const front = createServer();
  let url: string;

  beforeAll(async () => {
    const to = await listening(service);
    const serviceUrls = Object.fromEntries(serviceNames.map((name) => [name, to])) as Settings['serviceUrls'];
    const middlewares = gateway({ serviceUrls } as Settings);
    front.on('request', (request: Request, response: Response) => {
      // Express sets `locals` on every response.
      response.locals = {};
      const pass = (at: number): unknown => middlewares[at]?.(request, response, () => pass(at + 1));
      pass(0);
    });
    url = await listening(front);
  });
  beforeEach(async () => {
    await closedByTheService();
    connections = 0;
  });
  afterAll(() => {
    for (const server of [front, service]) {
      server.close();
      server.closeAllConnections();
    }
  });

  const closedByTheService = async () => {
    service.closeAllConnections();
    await sleep(50);
  };

  const ask = async (name = 'vacancies') => {
    const response = await fetch(`${url}/v1/${name}`);
    return { status: response.status, text: await response.text(), connection: response.headers.get('connection') };
  };

  it('serve one request after another', async () => {
    for (let time = 0; time < 5; time++) {
      expect(await ask()).toEqual({ status: 200, text: 'here', connection: 'keep-alive' });
    }
    expect(connections).toBe(1);
  });

  it('are made anew where the service has closed one', async () => {
    expect(await ask()).toMatchObject({ status: 200 });
    await closedByTheService();
    expect(await ask()).toMatchObject({ status: 200 });
    expect(connections).toBe(2);
  });

  it('end where the client has left before the answer, whatever the method', async () => {
    for (const method of ['GET', 'POST']) {
      const leaves = new AbortController();
      const path = `/v1/matching/wait-${method}`;
      const waiting = fetch(`${url}${path}`, {
        method,
        signal: leaves.signal,
        ...(method === 'POST' ? { body: '{"all":"sent"}' } : {}),
      });
      await sleep(100);
      leaves.abort();
      await expect(waiting).rejects.toThrow();
      await eventually(() => expect(left).toContain(path), 2_000);
    }
  });

  it('are as many as there are requests at once', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => ask('placements')));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(connections).toBeLessThanOrEqual(12);
  });
});
