// Measures a running system: import, the time from a committed event to the changed list, start, rebuild, memory.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fieldOf } from './field.mjs';
import { arrivals, drive, fill, follow } from './load.mjs';
import { print, rounded, spread } from './report.mjs';
import { startSystem } from './system.mjs';

const size = { people: 7000, vacancies: 2000 };
const rates = [1, 50, 200];
/** How many events one list request makes, such as a group that was validated together. */
const listed = 20;
const secondsAtRate = Number(process.env.LOTSEN_BENCH_SECONDS ?? 60);
const followed = 10;
const ads = 5000;
const published = join(import.meta.dirname, '..', '..', 'shared', 'data', 'jobads', 'ads.jsonl');

export async function pipeline(transport) {
  const system = await startSystem(transport);
  if (!system) return print({ case: 'pipeline', transport, skipped: 'there is no Java with Maven for a broker' });
  try {
    const field = fieldOf(1);
    const held = await fill(system, field, size);
    const arriving = arrivals(system, field, held);
    const probes = await Promise.all(Array.from({ length: followed }, (_, at) => probe(system, at)));
    for (const rate of rates) await latency(transport, probes, rate, inLists(arriving));
    await latency(transport, probes, 50, oneByOne(arriving));
    await Promise.all(probes.map((one) => one.stop()));
    print({ case: 'memory', transport, size, mib: mapped(system.usage(), ({ mib }) => mib) });
    await rebuild(system, transport);
    await start(system, transport);
    await importAds(system, transport, field);
  } finally {
    await system.close();
  }
}

const mapped = (of, told) => Object.fromEntries(Object.entries(of).map(([name, value]) => [name, told(value)]));

/** Three of four lists hold outcomes of a learning centre, and one holds ads. */
const inLists = ({ outcomes, ads }) => ({
  name: `probes one by one, the rest in lists of ${listed}`,
  events: listed,
  make: (at) => (at % 4 === 3 ? ads(listed) : outcomes(listed)),
});

/** Every event is a request of its own, so the result shows mostly what a request costs. */
const oneByOne = ({ facts, correction }) => ({
  name: 'all one by one',
  events: 1,
  make: (at) => (at % 2 === 0 ? facts() : correction()),
});

/**
 * Measures the time from the response that a change was committed until a followed list shows it. It follows ten lists,
 * each with a person at its top whose experience changes back and forth, in at most ten events a second. All other
 * events are the load.
 */
async function latency(transport, probes, perSecond, load) {
  const probed = Math.min(perSecond, followed);
  let turn = 0;
  const [probing, loading] = await Promise.all([
    drive(probed, secondsAtRate, () => probes[turn++ % followed].change()),
    drive((perSecond - probed) / load.events, secondsAtRate, load.make),
  ]);
  await sleep(2000);
  const times = probes.flatMap((one) => one.times.splice(0));
  const unseen = probes.reduce((sum, one) => sum + one.waiting.size, 0);
  print({
    case: 'committed event to changed list',
    transport,
    size,
    load: load.name,
    perSecond,
    reached: rounded((probing.made + loading.made * load.events) / Math.max(probing.seconds, loading.seconds)),
    failed: probing.failed + loading.failed,
    unseen,
    ms: spread(times.map(({ committed }) => committed)),
    fromRequestMs: spread(times.map(({ requested }) => requested)),
  });
}

/** Creates a vacancy, follows its list, and registers a person on it whose score differs after each change. */
async function probe(system, at) {
  const place = '2481';
  const occupation = '4zLr_jP5_peZ';
  const vacancy = await system.call('employer', 'POST', '/v1/vacancies', {
    title: `Demo: sond ${at}`,
    employer: { name: `Demosond ${at}` },
    occupation,
    place,
    requirements: [{ kind: 'driving-licence', must: true, code: 'D' }],
    demo: true,
  });
  const facts = (months) => ({
    home: place,
    maxCommuteMinutes: 60,
    drivesToWork: true,
    drivingLicences: ['B', 'D'],
    wantedOccupations: [occupation],
    experience: [{ occupation, months, lastYear: 2026 }],
  });
  const person = await system.call('officer', 'POST', '/v1/candidates', {
    identity: { name: `Demosond ${at}` },
    facts: facts(1),
  });
  await system.quiet();
  const self = { times: [], waiting: new Map() };
  let version = person.version;
  let months = 1;
  let last = Promise.resolve();
  const scoreOf = ({ listed, near }) => [...listed, ...near].find(({ candidate }) => candidate === person.id)?.score;
  let shown;
  const stop = await follow(system, `vacancy=${vacancy.id}`, (list, now) => {
    const score = scoreOf(list);
    if (score === shown) return;
    shown = score;
    for (const [change, { requested, committed }] of self.waiting) {
      self.times.push({ committed: Math.max(0, now - (committed ?? now)), requested: now - requested });
      self.waiting.delete(change);
    }
  });
  self.stop = stop;
  // Changes run one after another: the list has to show one before the next can be distinguished from it.
  self.change = () => {
    last = last.then(async () => {
      months = months === 1 ? 20 : 1;
      const change = version + 1;
      self.waiting.set(change, { requested: performance.now() });
      const path = `/v1/candidates/${person.id}/facts`;
      const done = await system.call('officer', 'PUT', path, facts(months), { 'if-match': `"${version}"` });
      const waits = self.waiting.get(change);
      if (waits) waits.committed = performance.now();
      version = done.version;
      for (let waited = 0; self.waiting.has(change) && waited < 5000; waited += 5) await sleep(5);
    });
    return last;
  };
  while (shown === undefined) await sleep(20);
  return self;
}

async function rebuild(system, transport) {
  await system.quiet();
  const began = performance.now();
  const { held } = await system.job('administrator', '/v1/matching/projection/rebuild');
  const events = Object.values(held).reduce((sum, count) => sum + count, 0);
  print({
    case: 'rebuild from the log',
    transport,
    held: events,
    seconds: rounded((performance.now() - began) / 1000),
  });
}

async function start(system, transport) {
  await system.stop();
  const all = await system.start();
  await system.stop(['matching']);
  const matching = await system.start(['matching']);
  print({
    case: 'start from an existing database',
    transport,
    size,
    seconds: { 'all six at once': rounded(all / 1000), 'matching alone': rounded(matching / 1000) },
  });
}

/** Imports published ads, each under many ids, where this machine has them; else generated ads. */
async function importAds(system, transport, field) {
  const real = existsSync(published)
    ? readFileSync(published, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    : [];
  const lines = Array.from({ length: ads }, (_, at) => {
    const ad = real.length > 0 ? { ...real[at % real.length], id: `demo-${at}` } : field.ad(at);
    return JSON.stringify(ad);
  });
  const began = performance.now();
  const summary = await system.job('officer', '/v1/vacancies/import?past=open', lines.join('\n'), {
    'content-type': 'application/x-ndjson',
  });
  const stored = performance.now() - began;
  await system.quiet();
  const seconds = (ms) => rounded(ms / 1000);
  print({
    case: 'import of ads',
    transport,
    ads,
    texts: real.length > 0 ? 'published ads' : 'made up',
    created: summary.created,
    rejected: summary.rejected.length,
    storedSeconds: seconds(stored),
    adsPerSecond: Math.round(ads / (stored / 1000)),
    matchedSeconds: seconds(performance.now() - began),
  });
}
