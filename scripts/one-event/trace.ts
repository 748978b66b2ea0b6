/** Draws the way of one outcome from the HTTP request to the changed list, as it was traced (`npm run trace`). */
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
  // The yes-or-no of other readers is no part of this way.
  const way = spans.filter(({ service, name }) => service === 'lotsen-matching' || !name.startsWith('handle '));
  writeFileSync(file, picture('One validation outcome: from the HTTP request to the changed list', way));
  console.log(file);
} finally {
  await system.stop();
  collector.stop();
}

/** Logs an outcome of a demo person while somebody follows that person's list; returns what was traced of it. */
async function oneOutcome(): Promise<Span[]> {
  const story = await Story.begin(system);
  await story.postVacancy();
  // What was set up is over before the trace begins.
  await sleep(5000);
  const traceId = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('hex');
  const traceparent = `00-${traceId}-0000000000000001-01`;
  await story.untilSentAgain(() => story.logOutcome({ traceparent }));
  await story.end();
  // Each service sends its spans by itself.
  await sleep(2000);
  return collector.spans.filter((span) => span.traceId === traceId);
}
