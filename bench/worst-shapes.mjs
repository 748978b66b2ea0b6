// Sends the worst shapes of requests, made from the API document, to every route that takes a body: as each role that
// may call it, as one that may not, and without a token. Meanwhile it measures how long /health/live of every service
// waits.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { roles } from '@lotsen/access/roles';
import { serviceNames } from '@lotsen/platform/service-names';
import { loadReference } from '@lotsen/reference';
import { worstBodies } from '../test/support/worst/bodies.mjs';
import { worstHeads, worstLines, worstSignIns } from '../test/support/worst/heads.mjs';
import { send } from '../test/support/worst/send.mjs';
import { wordsOf } from '../test/support/worst/words.mjs';
import { print, rounded } from './report.mjs';
import { startSystem } from './system.mjs';

/** No case starts after this time. The output says how many cases were left out. */
const mostMinutes = Number(process.env.LOTSEN_WORST_MINUTES ?? 15);
const atOnce = 4;
const aim = { waitMs: 200, heldMs: 100, mib: 64 };
const id = '00000000-0000-4000-8000-000000000000';

export async function worstShapes() {
  const system = await startSystem('embedded', ['./bench/loop-holds.mjs']);
  const urls = Object.fromEntries(serviceNames.map((name) => [name, system.urlOf(name)]));
  const watch = new Worker(new URL('./health-waits.mjs', import.meta.url), { workerData: urls });
  try {
    const until = performance.now() + mostMinutes * 60_000;
    let leftOut = 0;
    const worst = { waitMs: 0, heldMs: 0, mib: 0 };
    for (const [shape, requests] of await casesOf(system)) {
      if (performance.now() > until) {
        leftOut += 1;
        continue;
      }
      const line = await measured(system, shape, requests, watch);
      for (const name of Object.keys(worst)) worst[name] = Math.max(worst[name], ...Object.values(line[name]));
      print(line);
    }
    print({ case: 'worst-shapes', leftOut, ...worst, aim });
  } finally {
    await watch.terminate();
    await system.close();
  }
}

/** Sends the requests of one case, a few at once. */
async function measured(system, shape, requests, watch) {
  const before = memoryOf(system);
  await system.ask('holds');
  await waitsOf(watch);
  const statuses = {};
  let [sent, largest] = [0, 0];
  const inTurn = requests[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const { path, token, ...request } of inTurn) {
        const from = { 'x-forwarded-for': `10.0.${Math.floor(sent / 250) % 250}.${sent % 250}` };
        const authorization = token ? { authorization: `Bearer ${token}` } : {};
        const answer = await send(`${system.urlOf('portal')}${path}`, {
          ...request,
          headers: { ...from, ...authorization, ...request.headers },
        });
        sent += 1;
        largest = Math.max(largest, answer.bytes);
        statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
      }
    }),
  );
  const holds = Object.entries(await system.ask('holds'));
  const of = (value) => Object.fromEntries(holds.map(([name, told]) => [name, rounded(value(told))]));
  return {
    case: `worst-shapes: ${shape}`,
    sent,
    statuses,
    largestAnswer: largest,
    waitMs: Object.fromEntries(Object.entries(await waitsOf(watch)).map(([name, ms]) => [name, rounded(ms)])),
    heldMs: of(({ held }) => held),
    mib: Object.fromEntries(holds.map(([name, { memory }]) => [name, Math.round(memory / 2 ** 20) - before[name]])),
    mibBefore: before,
    mibAfter: memoryOf(system),
  };
}

const memoryOf = (system) => Object.fromEntries(Object.entries(system.usage()).map(([name, { mib }]) => [name, mib]));

/** The longest wait of /health/live of each service since the last call. */
async function waitsOf(watch) {
  const told = once(watch, 'message');
  watch.postMessage('waits');
  const [waits] = await told;
  return waits;
}

/** The requests of each shape, generated one at a time. All places of a body that a shape can go to are one case. */
async function casesOf(system) {
  const document = await (await fetch(`${system.urlOf('portal')}/openapi.json`)).json();
  const reference = loadReference();
  const words = wordsOf(reference);
  const tokens = Object.fromEntries(await Promise.all(roles.map(async (role) => [role, await system.token(role)])));
  const operations = operationsOf(document).filter(({ requestBody }) => requestBody);
  const cases = new Map();
  const add = (shape, requests) => cases.set(shape, [...(cases.get(shape) ?? []), requests]);
  for (const { shape, make, type, ...request } of worstSignIns()) {
    add(`sign-in, ${shape}`, () => [{ ...request, headers: type ? { 'content-type': type } : {}, body: make?.() }]);
  }
  const ad = { id: '1', headline: 'Vårdbiträde', occupation: { concept_id: '4zLr_jP5_peZ' } };
  for (const { shape, make } of worstLines(ad, words.skills)) {
    const importing = operations.find(({ path }) => path === '/v1/vacancies/import');
    add(`import, ${shape}`, () => toAll(importing, tokens, { 'content-type': 'application/x-ndjson' }, make()));
  }
  for (const operation of operations) {
    for (const body of worstBodies(document, operation, words)) {
      add(body.shape.replace(/ in [\w.*]+$/u, ''), () => toAll(operation, tokens, body.headers, body.make()));
    }
    for (const { shape, query, headers } of worstHeads) {
      add(shape, () => toAll(operation, tokens, { 'content-type': 'application/json', ...headers }, '{}', query));
    }
  }
  return [...cases].map(([shape, makers]) => [shape, requestsOf(makers)]);
}

function* requestsOf(makers) {
  for (const make of makers) yield* make();
}

function operationsOf({ paths }) {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([word, described]) => ({ ...described, method: word.toUpperCase(), path })),
  );
}

/** One request as each role that may call the route, one as a role that may not, and one without a token. */
function toAll({ method, path, 'x-lotsen-access': access }, tokens, headers, body, query = '') {
  const may = roles.filter((role) => access !== 'public' && access[role]);
  const mayNot = roles.find((role) => !may.includes(role));
  const at = `${path.replace(/\{\w+\}/gu, id)}${query ? `?${query}` : ''}`;
  return [...may, ...(mayNot ? [mayNot] : []), undefined].map((role) => ({
    method,
    path: at,
    token: role && tokens[role],
    headers: { 'if-match': '"1"', ...headers },
    body,
  }));
}
