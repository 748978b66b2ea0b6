import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, jest } from '@jest/globals';
import { matches } from './matches.js';

const candidate = '00000000-0000-4000-8000-000000000001';
const vacancy = '00000000-0000-4000-8000-000000000002';
const empty = {
  asOf: '2026-11-28',
  candidate,
  counts: { eligible: 0, 'to-clarify': 0, near: 0, out: 1 },
  unlinked: { listed: 0, near: 0 },
  listed: [],
  near: [],
};
const explanation = {
  candidate,
  title: 'Barnmorska',
  verdict: 'out',
  score: 526,
  place: null,
  components: [],
  conditions: [{ kind: 'reach', label: 'Kiruna', must: true, state: 'unmet', source: null }],
  wouldHelp: [],
};

let server: Server | undefined;
afterEach(() => {
  server?.close();
  jest.restoreAllMocks();
});

it('of a pair that is ruled out, which stands in no list, the verdict is said, and why', async () => {
  const asked: string[] = [];
  server = createServer(({ url = '' }, response) => {
    asked.push(url);
    const answer = url.includes('/targets/') ? explanation : empty;
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }).listen(0, '127.0.0.1');
  await new Promise((listening) => server?.once('listening', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const printed = jest.spyOn(console, 'log').mockImplementation(() => undefined);

  const options = { explain: false, all: false, limit: '10', targets: 'vacancies', json: false };
  const connection = { url, language: 'sv', token: 'none' } as const;
  await matches('candidate', candidate, { ...options, only: vacancy }, connection);
  await matches('vacancy', vacancy, { ...options, only: candidate }, connection);

  const said = printed.mock.calls.map(([text]) => String(text));
  expect(said).toHaveLength(2);
  for (const text of said) {
    expect(text).toContain('Finns inte bland de 500 främsta.');
    expect(text).toContain('Barnmorska: 526 poäng, passar inte');
    expect(text).toContain('saknas  restid: Kiruna');
  }
  const why = `/v1/matching/candidates/${candidate}/targets/${vacancy}`;
  expect(asked.filter((path) => path === why)).toHaveLength(2);
});
