// Benchmarks: one line of JSON a case, with the ratio against a named alternative in the same run. `npm run bench [CASE]`.
// Wall seconds and CPU seconds stand side by side, for the machine may be shared.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contextOf, prepareCandidate, prepareTarget, topCandidates } from '@lotsen/matching-engine';
import { loadModel, loadReference } from '@lotsen/reference';

const published = join(import.meta.dirname, '..', '..', 'shared', 'data', 'taxonomy');
const only = process.argv[2];

/** The median of some runs of a piece of work: wall and CPU milliseconds. */
function time(work, runs = 5) {
  const results = Array.from({ length: runs }, () => {
    const [wall, cpu] = [performance.now(), process.cpuUsage()];
    work();
    const used = process.cpuUsage(cpu);
    return { wall: performance.now() - wall, cpu: (used.user + used.system) / 1000 };
  });
  results.sort((a, b) => a.wall - b.wall);
  return results[Math.floor(runs / 2)];
}

const rounded = (ms) => Math.round(ms * 100) / 100;

function report(name, size, mine, alternative) {
  const line = { case: name, size, wallMs: rounded(mine.wall), cpuMs: rounded(mine.cpu) };
  if (alternative) {
    line.against = alternative.name;
    line.againstWallMs = rounded(alternative.wall);
    line.ratio = rounded(alternative.wall / mine.wall);
  }
  console.log(JSON.stringify(line));
}

/** A seeded generator (mulberry32): two runs do the same work. */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const cases = {
  /** Our compact format against parsing the published files it was built from. */
  'reference.load': () => {
    const mine = time(() => loadReference());
    if (!existsSync(published)) return report('reference.load', 'shipped', mine);
    const files = readdirSync(published).map((file) => join(published, file));
    const parsed = time(() => files.map((file) => JSON.parse(readFileSync(file, 'utf8'))));
    report('reference.load', 'shipped', mine, { name: 'parsing the published files', ...parsed });
  },

  /** One vacancy's list over 7,000 people, facts made ready, against making them ready for each question. */
  'engine.list': () => {
    const context = contextOf(loadReference(), loadModel(), '2026-11-22');
    const { reference } = context;
    const random = generator(1);
    const pick = (from) => from[Math.floor(random() * from.length)];
    const groups = reference.groups().filter(({ ssyk }) => reference.occupationsOf(ssyk).length > 0);
    const places = reference.municipalities().filter(({ county }) => ['22', '24', '25'].includes(county));
    const facts = Array.from({ length: 7000 }, (_, at) => {
      const { ssyk } = pick(groups);
      return {
        id: `person-${at}`,
        home: pick(places).code,
        maxCommuteMinutes: pick([30, 60, 90]),
        drivesToWork: random() < 0.7,
        moveTo: [],
        acceptsRemote: false,
        availableFrom: 'unknown',
        hours: 'unknown',
        shifts: 'unknown',
        drivingLicences: random() < 0.7 ? ['B'] : [],
        licences: [],
        languages: [],
        experience: [{ occupation: pick(reference.occupationsOf(ssyk)).id, months: 24, lastYear: 2025, record: 'r' }],
        education: 'unknown',
        evidence: reference
          .skillsOf(ssyk)
          .slice(0, 5)
          .map((skill) => ({ skill, outcome: 'employment', validUntil: null, record: 'r' })),
        wantedOccupations: [],
        excludedOccupations: [],
        excludedEmployers: [],
      };
    });
    const target = prepareTarget(
      {
        kind: 'vacancy',
        id: 'vacancy',
        occupations: ['4zLr_jP5_peZ'],
        ssyk: ['5330'],
        places: ['2481'],
        abroad: false,
        remote: false,
        requirements: [{ kind: 'driving-licence', must: true, code: 'B' }],
        skillsInText: [],
        liveSkills: [],
        hours: null,
        shifts: null,
        start: null,
        room: 1,
        employer: null,
        permanent: true,
      },
      context,
    );
    const ready = facts.map((one) => prepareCandidate(one, context));
    const mine = time(() => topCandidates(target, ready, context, 50), 9);
    const unready = time(
      () =>
        topCandidates(
          target,
          facts.map((one) => prepareCandidate(one, context)),
          context,
          50,
        ),
      9,
    );
    report('engine.list', '7000 people, top 50', mine, { name: 'facts made ready for each question', ...unready });
  },
};

for (const [name, run] of Object.entries(cases)) if (!only || only === name) run();
