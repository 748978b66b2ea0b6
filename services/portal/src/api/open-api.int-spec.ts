import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from '@jest/globals';
import { readSettings } from '@lotsen/platform';
import { servedOpenApi } from './open-api.js';

it('the document names a service that has too much to do among those that do not answer, and is made of the others', async () => {
  const server = createServer(({ url }, response) => {
    const isPortal = url === '/v1/portal/openapi.json';
    response.writeHead(isPortal ? 200 : 429, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isPortal ? { paths: { '/v1/portal/sign-in': {} } } : { code: 'too-many-at-once' }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const names = ['PORTAL', 'CANDIDATES', 'VALIDATIONS', 'VACANCIES', 'PLACEMENTS', 'MATCHING'];
  const settings = readSettings(Object.fromEntries(names.map((name) => [`${name}_URL`, url])));
  const document = await servedOpenApi(settings);
  server.close();
  expect(document).toMatchObject({
    paths: { '/v1/portal/sign-in': {} },
    info: {
      description: expect.stringContaining(
        'Not answering now: candidates, validations, vacancies, placements, matching.',
      ),
    },
  });
});
