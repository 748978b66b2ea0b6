import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Issuer, startIssuer } from '@lotsen/testing/issuer';
import { type System, systemOnEmbeddedLog } from '@lotsen/testing/system';
import { breachesOf } from './support/contract/breaches.js';
import { openPlacesIn } from './support/contract/closed.js';
import { ContractFixtures } from './support/contract/contract-fixtures.js';
import { eventsOf } from './support/contract/stream.js';
import { AnswerCheck } from './support/fuzz/answers.js';
import { type Document, type Operation, openedTo, operationsOf } from './support/fuzz/document.js';

const document = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', 'docs', 'openapi.json'), 'utf8'),
) as Document & { readonly servers?: unknown };

/** A stream does not end by itself, so its events are checked against their schema one by one. */
const streams = ({ path }: Operation) => path.endsWith('/stream');
const answersChange = ({ responses }: Operation) => JSON.stringify(responses).includes('#/components/schemas/Change"');
/** Every GET, and every POST that answers with more than an id. */
const asked = operationsOf(document)
  .filter((one) => (one.method === 'GET' || one.method === 'POST') && !answersChange(one) && !streams(one))
  .sort((a, b) => lateness(a) - lateness(b));

/** Reads come first, then writes, and last the operations that empty something. */
function lateness({ method, path }: Operation): number {
  return /rebuild|reread|republish/u.test(path) ? 2 : Number(method === 'POST');
}

/** These services hold nothing on persons, so they have no successful answer for an officer. */
const holdsNobody = ({ name }: Operation, role: string) =>
  role === 'officer' && /\/operations\/(?:portal|vacancies)\/held/u.test(name);

interface Answer {
  readonly operation: Operation;
  readonly status: number;
  readonly type: string;
  readonly body: object;
}

/** The committed document is the contract of the HTTP API: it leaves nothing open, and all answers match it. */
describe('the contract', () => {
  let issuer: Issuer;
  let system: System;
  let ground: ContractFixtures;
  const check = new AnswerCheck(document);
  let all: ReturnType<typeof askAll> | undefined;
  /** Sends the requests once, for the first test that needs the answers. */
  const asking = () => {
    all ??= askAll();
    return all;
  };

  beforeAll(async () => {
    issuer = await startIssuer();
    system = await systemOnEmbeddedLog(issuer.env);
    await system.start();
    ground = new ContractFixtures(system, issuer);
    await ground.lay();
  }, 180_000);

  afterAll(async () => {
    await system.stop();
    issuer.stop();
  }, 60_000);

  it('is what a running system says of itself', async () => {
    // The address where it is served depends on the installation.
    const { servers: _, ...served } = (await (await fetch(`${system.url}/openapi.json`)).json()) as typeof document;
    const { servers: __, ...committed } = document;
    expect(served).toEqual(committed);
  });

  it('leaves no answer open', () => expect(openPlacesIn(document)).toEqual([]));

  it('is kept by the events of every stream', async () => {
    const operation = operationsOf(document).find(streams) as Operation;
    for (const role of openedTo(operation)) {
      for (const query of ground.streams()) {
        const [first] = await eventsOf(`${system.url}${operation.path}?${query}`, await ground.headers(role), 1);
        expect(first).toMatchObject({ event: 'list' });
        expect(check.faultIn(operation, 200, 'text/event-stream', first)).toBeUndefined();
        for (const { what, body } of breachesOf(first as object)) {
          const found = check.faultIn(operation, 200, 'text/event-stream', body) !== undefined;
          expect({ what, found }).toEqual({ what, found: true });
        }
      }
    }
  }, 60_000);

  it('is kept by every answer with a body, for every role that may ask', async () => {
    expect((await asking()).faults).toEqual([]);
  }, 300_000);

  it('would not be kept by any of the answers with a field more or less', async () => {
    const { answers } = await asking();
    const missed = new Set<string>();
    let planted = 0;
    for (const { operation, status, type, body } of answers) {
      for (const { what, body: broken } of breachesOf(body)) {
        planted += 1;
        const fault = check.faultOf(operation, { status, type, text: JSON.stringify(broken) });
        // The headers of a dead letter depend on the producer of the record, so any header is allowed.
        if (!fault && !what.endsWith('more in headers')) missed.add(`${operation.name}: ${what}`);
      }
    }
    console.log(`${planted} breaches planted`);
    expect([...missed]).toEqual([]);
    expect(planted).toBeGreaterThan(1000);
  }, 300_000);

  /** Calls every operation in `asked` as every role that may call it. */
  async function askAll() {
    const answers: Answer[] = [];
    const faults: string[] = [];
    let pairs = 0;
    for (const operation of asked) {
      for (const role of openedTo(operation)) {
        let answered = 0;
        for (const { path, content, subject } of ground.ask(operation, role)) {
          const answer = await ground.call(role, operation.method, path, content, subject);
          const fault = check.faultOf(operation, answer);
          if (fault) faults.push(`${role} ${operation.name}: ${fault} ${answer.text.slice(0, 300)}`);
          if (answer.status >= 300) continue;
          answered += 1;
          answers.push({ operation, status: answer.status, type: answer.type, body: answer.body as object });
        }
        pairs += 1;
        if (answered === 0 && !holdsNobody(operation, role)) faults.push(`${role} ${operation.name}: no answer`);
      }
      if (openedTo(operation).length === 0) {
        const response = await fetch(`${system.url}${operation.path}`);
        const answer = { status: response.status, type: response.headers.get('content-type') ?? '' };
        const text = await response.text();
        const fault = check.faultOf(operation, { ...answer, text });
        if (fault || !response.ok) faults.push(`nobody ${operation.name}: ${fault ?? response.status}`);
        answers.push({ operation, ...answer, body: JSON.parse(text) as object });
      }
    }
    console.log(`${asked.length} operations, ${pairs} pairs of operation and role, ${answers.length} answers`);
    return { answers, faults };
  }
});
