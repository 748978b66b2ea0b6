/** Draws the way of one outcome from the HTTP request to the changed list, as it was traced (`npm run trace`). */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Role } from '@lotsen/access/roles';
import { serviceNames } from '@lotsen/platform/services';
import { demoToken } from 'lotsen/demo-token';
import { freePorts } from 'lotsen/ports';
import { type Span, startCollector } from './collector.js';
import { picture } from './picture.js';

const root = join(import.meta.dirname, '..', '..', '..');
const file = join(root, 'docs', 'one-outcome.svg');
const port = await freePorts(serviceNames.length);
const url = `http://127.0.0.1:${port}`;
const signIn = { issuer: `${url}/oidc`, audience: 'urn:lotsen:api' };
const folder = mkdtempSync(join(tmpdir(), 'lotsen-trace-'));
// The database runs as another user than root, and has to reach its folder.
chmodSync(folder, 0o755);

const collector = await startCollector();
const system = spawn(process.execPath, ['cli/bin/lotsen.js', 'start'], {
  cwd: root,
  env: {
    ...process.env,
    LOTSEN_DATA: folder,
    LOTSEN_PORT: String(port),
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_BSP_SCHEDULE_DELAY: '500',
  },
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  await isReady(system);
  const spans = await oneOutcome();
  if (!spans.some(({ name }) => name === 'list sent')) {
    throw new Error(`The list that changed was not traced, but: ${spans.map(({ name }) => name).join('; ')}.`);
  }
  // The yes-or-no of other readers is no part of this way.
  const way = spans.filter(({ service, name }) => service === 'lotsen-matching' || !name.startsWith('handle '));
  writeFileSync(file, picture('One validation outcome: from the HTTP request to the changed list', way));
  console.log(file);
} finally {
  system.kill('SIGINT');
  await new Promise((gone) => system.once('exit', gone));
  collector.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** Logs an outcome of a demo person while somebody follows that person's list; returns what was traced of it. */
async function oneOutcome(): Promise<Span[]> {
  const centre = await call('learning-centre');
  const officer = await call('officer');
  const employer = await call('employer');
  const { items: profiles } = await centre<{ items: Profile[] }>('GET', '/v1/validations/profiles');
  const profile = profiles.find(({ name }) => name === 'Demo: Vård och omsorg, grund') as Profile;
  await employer('POST', '/v1/vacancies', {
    title: 'Demo: undersköterska, hemtjänsten',
    employer: { name: 'Demokommunen' },
    occupation: 'bSEB_VKd_Ub3',
    place: '2481',
    demo: true,
  });
  const person = await officer<{ id: string }>('POST', '/v1/candidates', {
    identity: { name: 'Demoperson Lycksele' },
    linksEvidence: true,
    facts: {
      home: '2481',
      maxCommuteMinutes: 60,
      drivesToWork: true,
      drivingLicences: ['B'],
      experience: [{ occupation: '4zLr_jP5_peZ', months: 72, lastYear: 2026 }],
    },
  });
  const stop = new AbortController();
  const stream = await followed(person.id, stop.signal);
  // Read on, so that lists are sent; what they say is not looked at.
  const reading = stream.body?.pipeTo(new WritableStream(), { signal: stop.signal }).catch(() => undefined);
  await sleep(5000);
  const traceId = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('hex');
  await centre(
    'POST',
    '/v1/validations/outcomes',
    {
      candidate: person.id,
      profile: profile.id,
      result: 'certificate',
      units: profile.units.slice(0, 2).map(({ unit }) => ({ unit, extent: 'full' })),
      assessedOn: '2026-11-01',
    },
    { traceparent: `00-${traceId}-0000000000000001-01` },
  );
  const own = () => collector.spans.filter((span) => span.traceId === traceId);
  for (let waited = 0; !own().some(({ name }) => name === 'list sent') && waited < 30_000; waited += 200)
    await sleep(200);
  stop.abort();
  await reading;
  // Each service sends its spans by itself.
  await sleep(2000);
  return own();
}

interface Profile {
  readonly id: string;
  readonly name: string;
  readonly units: readonly { readonly unit: string }[];
}

/** The person's list as a stream, once matching knows the person. */
async function followed(candidate: string, signal: AbortSignal): Promise<Response> {
  const headers = { authorization: `Bearer ${await demoToken('officer', signIn)}` };
  for (let waited = 0; waited < 30_000; waited += 500) {
    const stream = await fetch(`${url}/v1/matching/stream?candidate=${candidate}`, { headers, signal });
    if (stream.ok) return stream;
    await sleep(500);
  }
  throw new Error('Matching does not know the person that was registered half a minute ago.');
}

async function call(role: Role) {
  const authorization = `Bearer ${await demoToken(role, signIn)}`;
  return async <T>(method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<T> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/json', ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
}

async function isReady({ stdout }: ChildProcess): Promise<void> {
  let said = '';
  for await (const chunk of stdout ?? []) {
    said += String(chunk);
    if (said.includes('Lotsen is ready')) return;
  }
  throw new Error(`Lotsen did not start:\n${said}`);
}
