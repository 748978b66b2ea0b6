import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Role, roles } from '@lotsen/access/roles';
import { loadReference } from '@lotsen/reference';
import { Api } from '@lotsen/testing/api';
import { careAssistant } from '@lotsen/testing/concepts';
import { startPatience } from '@lotsen/testing/processes';
import { type System, systemOnEmbeddedLog } from '@lotsen/testing/system';
import { type Document, type Operation, openedTo, operationsOf, type Schema } from './support/fuzz/document.js';
import { worstBodies } from './support/worst/bodies.mjs';
import { worstHeads, worstLines, worstSignIns } from './support/worst/heads.mjs';
import { Samples } from './support/worst/samples.mjs';
import { type Sent, send } from './support/worst/send.mjs';
import { wordsOf } from './support/worst/words.mjs';

/** Sends only every nth shape to each route. 1 sends all of them, which takes a quarter of an hour. */
const everySo = Number(process.env.LOTSEN_WORST_EVERY ?? 8);
const mostOfAnswer = 64 * 1024;
/** The most bytes of an answer for each row that was sent, where the answer reports on each row. */
const mostOfRow = 600;
const id = '00000000-0000-4000-8000-000000000000';
const words = wordsOf(loadReference());

let system: System;
let api: Api;
let document: Document;
let withBody: Operation[];

beforeAll(async () => {
  system = await systemOnEmbeddedLog({ LOTSEN_DEMO_DATA: 'false' });
  await system.start();
  api = new Api(system);
  document = (await (await fetch(`${system.url}/openapi.json`)).json()) as Document;
  withBody = operationsOf(document).filter(({ requestBody }) => requestBody);
}, startPatience);

afterAll(async () => {
  await system.stop();
}, 60_000);

const pathOf = ({ path }: Operation) => path.replace(/\{\w+\}/gu, id);
const schemaOf = ({ requestBody }: Operation): Schema =>
  Object.entries(requestBody?.content ?? {}).find(([type]) => type.endsWith('/json'))?.[1].schema ?? {};

async function sendAs(
  role: Role | undefined,
  operation: Operation,
  headers: object,
  body: string | Buffer,
  query = '',
) {
  return send(`${system.url}${pathOf(operation)}${query && `?${query}`}`, {
    method: operation.method,
    headers: {
      'if-match': '"1"',
      ...(role ? { authorization: `Bearer ${await api.token(role)}` } : {}),
      ...headers,
    },
    body,
  });
}

/** The number of rows in a body, on each of which the answer reports; 0 where the body is no list of rows. */
function rowsIn(body: string | Buffer): number {
  try {
    const [rows] = Object.values(JSON.parse(body.toString()) as object).filter(Array.isArray);
    return rows?.length ?? 0;
  } catch {
    return 0;
  }
}

/** What is wrong with an answer to a worst shape; undefined where it is within the bounds. */
function faultOf({ status, bytes, text }: Sent, rows = 0): string | undefined {
  if (status >= 500) return `a ${status}`;
  const most = rows > 0 && status === 200 ? mostOfAnswer + rows * mostOfRow : mostOfAnswer;
  if (bytes > most) return `${bytes} bytes in answer`;
  if (status === 0 || status < 400) return undefined;
  const faults = text.match(/"field":/gu)?.length ?? 0;
  return faults > 20 ? `${faults} faults told` : undefined;
}

describe('the worst shapes', () => {
  it('every list, text and field of a body has its bound in the document', () => {
    const samples = new Samples(document);
    const unbounded = withBody.flatMap((operation) => {
      const schema = schemaOf(operation);
      const free = (one: Schema) =>
        (one.type === 'array' && one.maxItems === undefined) ||
        (one.type === 'string' && !(one.enum ?? one.format ?? one.pattern) && one.maxLength === undefined) ||
        (one.type === undefined && !one.properties);
      return samples.places(schema, free).map((path) => `${operation.name} ${path.join('.')}`);
    });
    expect(unbounded).toEqual([]);
    expect(withBody.length).toBeGreaterThan(55);
  });

  it('get an answer that is small and no fault of ours, by whoever may call', async () => {
    const faults: string[] = [];
    let sent = 0;
    for (const [turn, operation] of withBody.entries()) {
      const [role] = openedTo(operation);
      for (const [at, { shape, headers, make }] of [...worstBodies(document, operation, words)].entries()) {
        if ((at + turn) % everySo > 0) continue;
        const body = make();
        const answer = await sendAs(role, operation, headers, body);
        sent += 1;
        const fault = faultOf(answer, rowsIn(body));
        if (fault) faults.push(`${operation.name}, ${shape}: ${fault} ${answer.text.slice(0, 200)}`);
      }
      for (const { shape, headers, query } of worstHeads.filter((_, at) => (at + turn) % everySo === 0)) {
        const given = { 'content-type': 'application/json', ...headers };
        const answer = await sendAs(role, operation, given, '{}', query);
        sent += 1;
        const fault = faultOf(answer);
        if (fault) faults.push(`${operation.name}, ${shape}: ${fault} ${answer.text.slice(0, 200)}`);
      }
    }
    console.log(`${sent} worst shapes; LOTSEN_WORST_EVERY=1 sends all of them`);
    expect(faults).toEqual([]);
  }, 1_800_000);

  it('get 403 from a route that is closed to whoever sends them', async () => {
    for (const [turn, operation] of withBody.entries()) {
      const closed = roles.find((role) => !openedTo(operation).includes(role));
      const [first] = [...worstBodies(document, operation, words)].slice(turn % 5);
      if (!closed || !first) continue;
      const answer = await sendAs(closed, operation, first.headers, first.make());
      expect([operation.name, [0, 403, 413].includes(answer.status)]).toEqual([operation.name, true]);
    }
  }, 120_000);

  it('are refused without a token before anything of the body has come', async () => {
    for (const operation of withBody) {
      const answer = await answerToHead(operation);
      expect([operation.name, answer.slice(0, 13)]).toEqual([operation.name, 'HTTP/1.1 401 ']);
    }
  }, 120_000);

  it('of an import tell 500 lines, and the number of the others', async () => {
    const importing = withBody.find(({ path }) => path === '/v1/vacancies/import') as Operation;
    const ad = { id: '1', headline: 'Vårdbiträde', occupation: { concept_id: careAssistant } };
    const type = { 'content-type': 'application/x-ndjson' };
    for (const { shape, make } of worstLines(ad, words.skill ?? [])) {
      const { status, text } = await sendAs('officer', importing, type, make());
      expect([shape, status]).toEqual([shape, 202]);
      const job = await api.overJob<object>('officer', '/v1/vacancies/jobs', JSON.parse(text) as { id: string });
      expect(JSON.stringify(job).length).toBeLessThan(500 * 200);
    }
  }, 300_000);

  it('get an answer from the sign-in, which is open to all', async () => {
    for (const { shape, method, path, type, make } of worstSignIns()) {
      const headers = type ? { 'content-type': type } : {};
      const answer = await send(`${system.url}${path}`, { method, headers, body: make?.() });
      expect([shape, path.slice(0, 60), faultOf(answer)]).toEqual([shape, path.slice(0, 60), undefined]);
    }
  });
});

/** The answer to the head of a request whose body is never sent. */
function answerToHead(operation: Operation): Promise<string> {
  const { hostname, port } = new URL(system.url);
  const socket = connect(Number(port), hostname);
  socket.write(
    `${operation.method} ${pathOf(operation)} HTTP/1.1\r\nHost: ${hostname}\r\nContent-Type: application/json\r\nContent-Length: 1900000\r\n\r\n`,
  );
  return new Promise((resolve, failed) => {
    socket.once('data', (chunk: Buffer) => {
      resolve(chunk.toString());
      socket.destroy();
    });
    socket.once('error', failed).once('close', () => resolve('nothing'));
  });
}
