// Puts a steady load on a system for a long time, to show whether its memory, open files or connections grow.
import { setTimeout as sleep } from 'node:timers/promises';
import { fieldOf } from './field.mjs';
import { arrivals, drive, fill, follow } from './load.mjs';
import { print, rounded } from './report.mjs';
import { startSystem } from './system.mjs';

const perSecond = 50;
const minutes = Number(process.env.LOTSEN_SOAK_MINUTES ?? 30);
/** A round changes ten persons, ten outcomes and three lists of ten ads. All exist, so stored data does not grow. */
const round = { requests: 23, events: 50 };
const everySeconds = 15;
/** A sample of live memory collects garbage. A dozen samples are few enough not to keep the resident memory small. */
const liveEvery = Math.max(1, Math.round((minutes * 60) / everySeconds / 12));
/** Caches fill in the first minutes, so the slope is computed from the samples after them. */
const warmUpMinutes = Math.min(5, minutes / 3);

export async function soak(transport) {
  const system = await startSystem(transport);
  if (!system) return print({ case: 'soak', transport, skipped: 'there is no Java with Maven for a broker' });
  try {
    const field = fieldOf(2);
    const held = await fill(system, field, { people: 1000, vacancies: 500 });
    let lists = 0;
    const stops = await Promise.all(
      held.people.slice(0, 5).map(({ id }) =>
        follow(system, `candidate=${id}`, () => {
          lists += 1;
        }),
      ),
    );
    const samples = [];
    let going = true;
    const sampling = (async () => {
      const began = performance.now();
      while (going) {
        const hours = (performance.now() - began) / 3_600_000;
        const usage = system.usage();
        samples.push({ hours, usage, ...(samples.length % liveEvery === 0 ? { live: await system.live() } : {}) });
        await sleep(everySeconds * 1000);
      }
    })();
    const { facts, correction, ads } = arrivals(system, field, held);
    const load = await drive((perSecond * round.requests) / round.events, minutes * 60, (at) => {
      const turn = at % round.requests;
      if (turn >= 20) return ads(10);
      return turn % 2 === 0 ? facts() : correction();
    });
    going = false;
    await sampling;
    await Promise.all(stops.map((stop) => stop()));
    await system.quiet();
    report(transport, load, lists, samples);
  } finally {
    await system.close();
  }
}

/** The slope of a straight line through the samples (least squares), in MiB an hour. */
function slope(points) {
  const mean = (values) => values.reduce((sum, one) => sum + one, 0) / values.length;
  const [x, y] = [mean(points.map(([hours]) => hours)), mean(points.map(([, mib]) => mib))];
  const above = points.reduce((sum, [hours, mib]) => sum + (hours - x) * (mib - y), 0);
  return above / points.reduce((sum, [hours]) => sum + (hours - x) ** 2, 0);
}

function report(transport, load, lists, samples) {
  const warm = samples.filter(({ hours }) => hours * 60 >= warmUpMinutes);
  const processes = Object.keys(samples[0].usage).map((name) => {
    const of = (what) => warm.map(({ hours, usage }) => [hours, usage[name][what]]);
    const live = warm.filter((one) => one.live).map((one) => [one.hours, one.live[name]]);
    const third = Math.max(1, Math.floor(warm.length / 3));
    const middle = (points) => points.map(([, value]) => value).sort((a, b) => a - b)[Math.floor(points.length / 2)];
    return [
      name,
      {
        mibAtFirst: middle(of('mib').slice(0, third)),
        mibAtLast: middle(of('mib').slice(-third)),
        mibAnHour: rounded(slope(of('mib'))),
        liveMibAtFirst: rounded(live[0][1]),
        liveMibAtLast: rounded(live.at(-1)[1]),
        liveMibAnHour: rounded(slope(live)),
        filesAtFirst: middle(of('files').slice(0, third)),
        filesAtLast: middle(of('files').slice(-third)),
      },
    ];
  });
  print({
    case: 'soak',
    transport,
    minutes,
    perSecond,
    reached: rounded(((load.made / load.seconds) * round.events) / round.requests),
    failed: load.failed,
    listsSeen: lists,
    processes: Object.fromEntries(processes),
  });
}
