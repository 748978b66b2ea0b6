// Makes a steady stream of changes to a system, and follows lists meanwhile.
import { setTimeout as sleep } from 'node:timers/promises';
import { demoActors } from '@lotsen/access';

const atOnce = 25;
/** How many people a learning centre validates. */
const mostValidated = 1000;

/** Fills a system through its API: people and vacancies of a seeded field, and a school with a validation profile. */
export async function fill(system, field, { people, vacancies }) {
  const rows = Array.from({ length: people }, (_, at) => field.person(at));
  for (let at = 0; at < people; at += 250) {
    const summary = await system.call('officer', 'POST', '/v1/candidates/import', { people: rows.slice(at, at + 250) });
    if (summary.rejected.length > 0) throw new Error(`A person was refused: ${summary.rejected[0].message}`);
  }
  const ads = Array.from({ length: vacancies }, (_, at) => field.ad(at));
  await importAds(system, ads);
  await system.call('administrator', 'POST', '/v1/portal/organisations', {
    id: demoActors['learning-centre'].organisation,
    name: 'Demo: lärcentrum under last',
    kinds: ['learning-centre', 'school'],
    demo: true,
  });
  const { id: profile } = await system.call('learning-centre', 'POST', '/v1/validations/profiles', {
    name: 'Demo: profil under last',
    process: 'komvux',
    saidBy: 'Demo',
    units: [{ unit: 'D1', label: 'Demo: enhet', skills: ['xowU_8Wu_K7C'] }],
    demo: true,
  });
  const all = await versionsOf(system);
  const validated = all.slice(0, mostValidated);
  for (let at = 0; at < validated.length; at += atOnce) {
    await Promise.all(validated.slice(at, at + atOnce).map((person) => share(system, person)));
  }
  await system.quiet();
  return { people: all, validated, ads, profile };
}

/** Shares a person with the learning centre, which may record outcomes only of persons shared with it. */
async function share(system, person) {
  const shared = { with: demoActors['learning-centre'].organisation };
  const match = { 'if-match': `"${person.version}"` };
  person.version = (await system.call('officer', 'POST', `/v1/candidates/${person.id}/share`, shared, match)).version;
}

/** @throws where an ad is rejected */
async function importAds(system, ads) {
  const lines = ads.map((ad) => JSON.stringify(ad)).join('\n');
  const type = { 'content-type': 'application/x-ndjson' };
  const summary = await system.job('officer', '/v1/vacancies/import', lines, type);
  if (summary.rejected.length > 0) throw new Error(`An ad was refused: ${summary.rejected[0].message}`);
}

/** The changes that make up the load, in their usual form: a person alone, outcomes and ads in lists. */
export function arrivals(system, field, { people, validated, ads, profile }) {
  const corrected = new Map();
  return {
    /** New facts of a person. */
    facts: () =>
      alone(field.pick(people), async (one) => {
        const match = { 'if-match': `"${one.version}"` };
        const path = `/v1/candidates/${one.id}/facts`;
        one.version = (await system.call('officer', 'PUT', path, field.person(0).facts, match)).version;
      }),
    /** New outcomes of `count` people. */
    outcomes: async (count) => {
      const outcomes = Array.from({ length: count }, () => outcomeOf(field.pick(validated).id, profile, 'full'));
      const told = await system.call('learning-centre', 'POST', '/v1/validations/outcomes/list', { outcomes });
      if (told.rejected.length > 0) throw new Error(`An outcome was refused: ${told.rejected[0].message}`);
    },
    /** Corrects an outcome back and forth, so that the stored data does not grow. */
    correction: () => {
      const { id: candidate } = field.pick(validated);
      if (!corrected.has(candidate)) corrected.set(candidate, { extent: 'full' });
      return alone(corrected.get(candidate), async (one) => {
        one.extent = one.extent === 'full' ? 'part' : 'full';
        const outcomes = '/v1/validations/outcomes';
        const body = outcomeOf(candidate, profile, one.extent);
        const done = one.id
          ? await system.call('learning-centre', 'PUT', `${outcomes}/${one.id}`, body, {
              'if-match': `"${one.version}"`,
            })
          : await system.call('learning-centre', 'POST', outcomes, body, { 'idempotency-key': `bench-${candidate}` });
        Object.assign(one, { id: done.id, version: done.version });
      });
    },
    /** Imports at most `count` ads again, with another number of positions than before. */
    ads: async (count) => {
      const some = new Set(Array.from({ length: count }, () => field.pick(ads)));
      for (const ad of some) ad.number_of_vacancies = (ad.number_of_vacancies % 7) + 1;
      await importAds(system, [...some]);
    },
  };
}

/** Makes one change of a thing at a time. A second change is skipped while the first runs. */
async function alone(one, work) {
  if (one.busy) return;
  one.busy = true;
  try {
    await work(one);
  } finally {
    one.busy = false;
  }
}

const outcomeOf = (candidate, profile, extent) => ({
  candidate,
  profile,
  result: 'certificate',
  units: [{ unit: 'D1', extent }],
  assessedOn: '2026-11-01',
});

/** Every person with its version. */
async function versionsOf(system) {
  const all = [];
  let cursor = '';
  do {
    const page = await system.call('officer', 'GET', `/v1/candidates?limit=200${cursor && `&cursor=${cursor}`}`);
    all.push(...page.items.map(({ id, version }) => ({ id, version })));
    cursor = page.next;
  } while (cursor);
  return all;
}

/**
 * Makes changes at a rate, at most `atOnce` at the same time. Where the service is slower than the rate, changes are
 * made late, and the returned `seconds` exceed the given ones.
 * @returns {Promise<{ made: number, seconds: number, failed: number }>}
 */
export async function drive(perSecond, seconds, change) {
  const began = performance.now();
  const total = Math.round(perSecond * seconds);
  let failed = 0;
  const running = new Set();
  for (let at = 0; at < total; at++) {
    const due = began + (at * 1000) / perSecond;
    if (due > performance.now()) await sleep(due - performance.now());
    while (running.size >= atOnce) await Promise.race(running);
    const one = change(at)
      .catch((error) => {
        failed += 1;
        if (failed === 1) console.error(`A change failed: ${error.message}`);
      })
      .finally(() => running.delete(one));
    running.add(one);
  }
  await Promise.all(running);
  return { made: total, failed, seconds: (performance.now() - began) / 1000 };
}

/** Follows one list, and reconnects when its stream reaches the time limit. Calls `seen` with each list it gets. */
export async function follow(system, query, seen) {
  const stop = new AbortController();
  const open = async () => {
    const response = await fetch(`${system.urlOf('matching')}/v1/matching/stream?${query}`, {
      headers: { authorization: `Bearer ${await system.token('officer')}`, accept: 'text/event-stream' },
      signal: stop.signal,
    });
    if (!response.ok) throw new Error(`The stream was refused: ${response.status} ${await response.text()}`);
    return response;
  };
  const first = await open();
  const reading = (async () => {
    for (let response = first; ; response = await open()) await readLists(response, seen);
  })().catch((error) => {
    if (!stop.signal.aborted) throw error;
  });
  // The stop function below throws the error of a broken stream. An unhandled error would end this process at once, and
  // leave the servers running that it started.
  reading.catch(() => undefined);
  return async () => {
    stop.abort();
    await reading;
  };
}

async function readLists(response, seen) {
  let text = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const data = /^data: (.*)$/mu.exec(text.slice(0, end));
      text = text.slice(end + 2);
      if (data?.[1].startsWith('{"asOf"')) seen(JSON.parse(data[1]), performance.now());
    }
  }
}
