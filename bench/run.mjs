// Benchmarks: one line of JSON a case, with the ratio against a named alternative in the same run where there is one.
// `npm run bench [CASE ...]`: those whose names begin so; without a name, all that take seconds.
import { cases as engine } from './engine.mjs';
import { pipeline } from './pipeline.mjs';
import { soak } from './soak.mjs';
import { worstShapes } from './worst-shapes.mjs';

/** These start a whole system and take minutes: they run when they are asked for. */
const long = {
  'pipeline.embedded': () => pipeline('embedded'),
  'pipeline.kafka': () => pipeline('kafka'),
  'soak.embedded': () => soak('embedded'),
  'soak.kafka': () => soak('kafka'),
  'worst-shapes': worstShapes,
};

const asked = process.argv.slice(2);
for (const [name, run] of Object.entries({ ...engine, ...long })) {
  const isAsked = asked.length === 0 ? name in engine : asked.some((one) => name.startsWith(one));
  if (isAsked) await run();
}
