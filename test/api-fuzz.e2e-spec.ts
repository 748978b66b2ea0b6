import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { EmbeddedLogTransport } from '@lotsen/messaging';
import { databaseUrlOf } from '@lotsen/persistence/database-url';
import { Api } from '@lotsen/testing/api';
import { startPatience } from '@lotsen/testing/processes';
import { type System, systemOnEmbeddedLog } from '@lotsen/testing/system';
import { type Document, openedTo, operationsOf } from './support/fuzz/document.js';
import { Fuzz } from './support/fuzz/fuzz.js';
import { layGround } from './support/fuzz/ground.js';

/** LOTSEN_FUZZ_REQUESTS=10000 is a full run. The same LOTSEN_FUZZ_SEED makes the same choices. */
const requests = Number(process.env.LOTSEN_FUZZ_REQUESTS ?? 1000);
const seed = Number(process.env.LOTSEN_FUZZ_SEED ?? Date.now() % 1_000_000_000);

let system: System;
let document: Document;

beforeAll(async () => {
  system = await systemOnEmbeddedLog();
  await system.start();
  await layGround(new Api(system));
  await plantDeadLetter();
  document = (await (await fetch(`${system.url}/openapi.json`)).json()) as Document;
}, startPatience);

afterAll(async () => {
  await system.stop();
}, 60_000);

/** Publishes an event that no service can read. */
async function plantDeadLetter(): Promise<void> {
  const log = new EmbeddedLogTransport(databaseUrlOf(system.database(), 'lotsen_log'));
  await log.connect();
  const topic = 'lotsen.vacancies.vacancy';
  const headers = { ce_specversion: '1.0', ce_type: `${topic}.v1` };
  await log.publish([{ topic, key: 'nobody', value: Buffer.from('{ broken'), headers }]);
  await log.close();
}

it('the document says of every operation who may call it, and what a problem looks like', () => {
  for (const operation of operationsOf(document)) {
    const { name, responses, 'x-lotsen-access': access } = operation;
    const opened = access === 'public' || openedTo(operation).length > 0;
    expect({ name, opened, problem: 'default' in responses }).toEqual({ name, opened: true, problem: true });
  }
});

it('every answer to requests made from the document keeps to it, and none is a fault of ours', async () => {
  const { sent, faults, statuses } = await new Fuzz(document, new Api(system), seed).run(requests);
  const succeeded = [...statuses.values()].filter((counts) => [...counts.keys()].some((status) => status < 300));
  console.log(
    `${sent} requests to ${statuses.size} operations, ${succeeded.length} of which did what was asked; LOTSEN_FUZZ_SEED=${seed}`,
  );
  if (faults.length > 0) {
    throw new Error(`${faults.length} faults, LOTSEN_FUZZ_SEED=${seed}\n${faults.join('\n')}`);
  }
  expect(statuses.size).toBe(operationsOf(document).length - 1);
}, 900_000);
