/** Draws the path of one outcome from the HTTP request to the changed list, from its trace (`npm run trace`). */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Span, startCollector } from './collector.js';
import { DemoSystem, root } from './demo-system.js';
import { picture } from './picture.js';
import { Story } from './story.js';

const file = join(root, 'docs', 'one-outcome.svg');
const collector = await startCollector();
const system = await DemoSystem.start({
  OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
  OTEL_BSP_SCHEDULE_DELAY: '500',
});
try {
  const spans = await oneOutcome();
  if (!spans.some(({ name }) => name === 'list sent')) {
    throw new Error(`The list that changed was not traced, but: ${spans.map(({ name }) => name).join('; ')}.`);
  }
  // What other services do when they consume the event is not part of this path.
  const way = spans.filter(({ service, name }) => service === 'lotsen-matching' || !name.startsWith('handle '));
  writeFileSync(file, picture('One validation outcome: from the HTTP request to the changed list', way));
  console.log(file);
} finally {
  await system.stop();
  collector.stop();
}

/** Records an outcome of a demo person while an officer follows that person's list. Returns the spans of its trace. */
async function oneOutcome(): Promise<Span[]> {
  const story = await Story.begin(system);
  await story.postVacancy();
  // The effects of the setup are over before the trace begins.
  await sleep(5000);
  const traceId = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('hex');
  const traceparent = `00-${traceId}-0000000000000001-01`;
  await story.untilSentAgain(() => story.logOutcome({ traceparent }));
  await story.end();
  // Each service exports its spans on its own schedule.
  await sleep(2000);
  return collector.spans.filter((span) => span.traceId === traceId);
}
