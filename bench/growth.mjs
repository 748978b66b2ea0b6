// Measures how questions grow with the field: `npm run bench growth`, one line of JSON for each size and question.
// LOTSEN_BENCH_ADS=600,2000,6000,15000 chooses the sizes; there are ten persons for each three ads.
// LOTSEN_BENCH_BESIDE=FOLDER measures another built checkout as well, and each line has its figures and the ratio.
import { fieldOf } from './field.mjs';
import { fill } from './load.mjs';
import { print, rounded, spread } from './report.mjs';
import { root, startSystem } from './system.mjs';

const sizes = (process.env.LOTSEN_BENCH_ADS ?? '600,2000,6000').split(',').map(Number);
const besides = process.env.LOTSEN_BENCH_BESIDE;
const asked = 24;
const clients = 10;
/** A question that takes longer is given up. */
const longestMs = 60_000;

export async function growth() {
  const before = new Map();
  for (const ads of sizes) {
    const size = { people: Math.round((ads * 10) / 3), vacancies: ads };
    const mine = await measured(root, size);
    const other = besides ? await measured(besides, size) : new Map();
    for (const [question, figures] of mine) {
      const smaller = before.get(question);
      const beside = other.get(question);
      print({
        case: 'growth',
        ...size,
        question,
        ...figures,
        // 0: it does not grow. 1: it grows as the field does.
        ...(smaller && { exponent: rounded(Math.log(figures.ms / smaller.ms) / Math.log(ads / smaller.ads)) }),
        ...(beside && { beside, ratio: rounded(beside.ms / figures.ms) }),
      });
      before.set(question, { ...figures, ads });
    }
  }
}

/** The figures of each question, in one system that is then stopped. */
async function measured(folder, size) {
  const system = await startSystem('embedded', ['./bench/loop-holds.mjs'], folder);
  const figures = new Map();
  try {
    await fill(system, fieldOf(1), size);
    await system.job('administrator', '/v1/matching/tick');
    const rest = system.usage().matching.mib;
    let highest = rest;
    const take = async (question, works, atOnce = 1) => {
      await system.ask('holds');
      const cpu = system.cpuMs('matching');
      const times = [];
      const queue = [...works];
      const work = async () => {
        for (let one = queue.shift(); one; one = queue.shift()) {
          const began = performance.now();
          await Promise.race([one(), late()]);
          times.push(performance.now() - began);
        }
      };
      await Promise.all(Array.from({ length: atOnce }, work));
      const holds = await system.ask('holds');
      highest = Math.max(highest, holds.matching.memory / 2 ** 20);
      const { p50, max } = spread(times);
      const held = Math.max(...Object.values(holds).map((one) => one.held));
      const spent = rounded((system.cpuMs('matching') - cpu) / works.length);
      figures.set(question, { ms: p50, maxMs: max, cpuMs: spent, heldMs: rounded(held) });
    };
    await allQuestions(system, take);
    figures.set('memory of matching, MiB', { ms: Math.round(highest), atRest: rest });
    return figures;
  } finally {
    await system.close();
  }
}

async function allQuestions(system, take) {
  const get = (path, role = 'officer') => system.call(role, 'GET', path);
  const vacancies = await spreadOver(get, '/v1/vacancies');
  const people = await spreadOver(get, '/v1/candidates');
  const some = (list, part) => list.slice(part * asked, (part + 1) * asked);
  const candidates = (id) => get(`/v1/matching/vacancies/${id}/candidates?limit=20`);
  const vacanciesOf = (id) => get(`/v1/matching/candidates/${id}/vacancies?limit=20`);
  await take(
    'candidates of a vacancy',
    some(vacancies, 0).map((id) => () => candidates(id)),
  );
  await take(
    'candidates of a vacancy, asked again',
    some(vacancies, 0).map((id) => () => candidates(id)),
  );
  await take(
    'candidates of a vacancy, ten clients at once',
    some(vacancies, 1).map((id) => () => candidates(id)),
    clients,
  );
  await take(
    'vacancies of a person',
    some(people, 0).map((id) => () => vacanciesOf(id)),
  );
  await take(
    'occupations of a person',
    some(people, 0).map((id) => () => get(`/v1/matching/candidates/${id}/occupations`)),
  );
  const pairs = [];
  for (const vacancy of some(vacancies, 0)) {
    const { listed, near } = await candidates(vacancy);
    const [entry] = [...near, ...listed];
    if (entry) pairs.push([entry.candidate, vacancy]);
  }
  await take(
    'why, of a listed pair',
    pairs.map(
      ([id, target]) =>
        () =>
          get(`/v1/matching/candidates/${id}/targets/${target}`),
    ),
  );
  await take(
    'why, of any pair',
    some(vacancies, 2).map((target, at) => () => get(`/v1/matching/candidates/${people[at]}/targets/${target}`)),
  );
  await take(
    'demands',
    // A day's counts are limited, so these are fewer.
    some(vacancies, 3)
      .slice(0, 12)
      .map((id) => () => get(`/v1/matching/vacancies/${id}/demands`)),
  );
  const search = () => system.call('officer', 'POST', '/v1/candidates/search', { name: 'finns inte' });
  await take('first search of a name, without a hit', [search]);
  await take(
    'search of a name, without a hit',
    Array.from({ length: 8 }, () => search),
  );
  await take('tick', [() => system.job('administrator', '/v1/matching/tick')]);
  await take('first vacancies of a person after a tick', [() => vacanciesOf(people[0])]);
  await take('hash of the projection', [() => get('/v1/matching/projection/hash', 'administrator')]);
}

/** Ids from all parts of a list of the API: enough for four samples. */
async function spreadOver(get, path) {
  const ids = [];
  let cursor = '';
  do {
    const page = await get(`${path}?limit=200${cursor && `&cursor=${cursor}`}`);
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.next;
  } while (cursor);
  const every = Math.max(1, Math.floor(ids.length / (4 * asked)));
  return ids.filter((_, at) => at % every === 0);
}

const late = () =>
  new Promise((over) => {
    setTimeout(over, longestMs).unref();
  });
