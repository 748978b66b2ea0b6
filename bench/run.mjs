// Benchmarks: print one line of JSON for each case, with the ratio to a named alternative in the same run, if any.
// `npm run bench [CASE ...]` runs the cases whose names begin with a CASE; without one, all cases that take seconds.
import { cases as engine } from './engine.mjs';
import { growth } from './growth.mjs';
import { pipeline } from './pipeline.mjs';
import { search } from './search.mjs';
import { soak } from './soak.mjs';
import { worstShapes } from './worst-shapes.mjs';

/** These start a whole system and take minutes, so they run only when they are named. */
const long = {
  'pipeline.embedded': () => pipeline('embedded'),
  'pipeline.kafka': () => pipeline('kafka'),
  'soak.embedded': () => soak('embedded'),
  'soak.kafka': () => soak('kafka'),
  growth,
  'worst-shapes': worstShapes,
};

const asked = process.argv.slice(2);
const short = { ...engine, ...search };
for (const [name, run] of Object.entries({ ...short, ...long })) {
  const isAsked = asked.length === 0 ? name in short : asked.some((one) => name.startsWith(one));
  if (isAsked) await run();
}
