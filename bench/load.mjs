// A steady stream of changes against a system, and lists that are followed meanwhile.
import { setTimeout as sleep } from 'node:timers/promises';

const atOnce = 25;

/** Fills a system: `people` and `vacancies` of a seeded field, through its front doors. */
export async function fill(system, field, { people, vacancies }) {
  const rows = Array.from({ length: people }, (_, at) => field.person(at));
  for (let at = 0; at < people; at += 250) {
    const summary = await system.call('officer', 'POST', '/v1/candidates/import', { people: rows.slice(at, at + 250) });
    if (summary.rejected.length > 0) throw new Error(`A person was refused: ${summary.rejected[0].message}`);
  }
  const wanted = Array.from({ length: vacancies }, (_, at) => field.vacancy(at));
  const made = [];
  for (let at = 0; at < vacancies; at += atOnce) {
    const some = wanted.slice(at, at + atOnce);
    const done = await Promise.all(some.map((body) => system.call('employer', 'POST', '/v1/vacancies', body)));
    made.push(...done.map(({ id, version }, i) => ({ id, version, body: some[i] })));
  }
  await system.quiet();
  return { people: await versionsOf(system), vacancies: made };
}

/** Every person with its version. */
async function versionsOf(system) {
  const all = [];
  let cursor = '';
  do {
    const page = await system.call('officer', 'GET', `/v1/candidates?limit=200${cursor && `&cursor=${cursor}`}`);
    all.push(...page.items.map(({ id, version, facts }) => ({ id, version, facts })));
    cursor = page.next;
  } while (cursor);
  return all;
}

/**
 * Makes changes at a rate, each from a source of work, until the time is up. A change that the service could not take in time
 * is made late, and counts as late.
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

/** Follows one list; `seen` is called with each that comes. */
export async function follow(system, query, seen) {
  const stop = new AbortController();
  const response = await fetch(`${system.urlOf('matching')}/v1/matching/stream?${query}`, {
    headers: { authorization: `Bearer ${await system.token('officer')}`, accept: 'text/event-stream' },
    signal: stop.signal,
  });
  if (!response.ok) throw new Error(`The stream was refused: ${response.status} ${await response.text()}`);
  const reading = (async () => {
    let text = '';
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const data = /^data: (.*)$/mu.exec(text.slice(0, end));
        text = text.slice(end + 2);
        if (data?.[1].startsWith('{"asOf"')) seen(JSON.parse(data[1]), performance.now());
      }
    }
  })().catch((error) => {
    if (!stop.signal.aborted) throw error;
  });
  return async () => {
    stop.abort();
    await reading;
  };
}
