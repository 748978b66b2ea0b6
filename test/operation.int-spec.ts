import { mkdtempSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { candidatesService } from '@lotsen/candidates';
import { type Example, newestVersion, storedExamples, topics } from '@lotsen/contracts';
import { matchingService } from '@lotsen/matching';
import { EmbeddedLogTransport, encodeState } from '@lotsen/messaging';
import { databaseUrlOf } from '@lotsen/persistence/database-url';
import { type RunningService, readSettings, type ServiceName, serviceNames, startService } from '@lotsen/platform';
import { eventually } from '@lotsen/testing/eventually';
import { type Issuer, startIssuer } from '@lotsen/testing/issuer';
import { serverOfItsOwn } from '@lotsen/testing/server-of-its-own';
import { validationsService } from '@lotsen/validations';
import { freePorts } from 'lotsen/ports';
import type { RunningPostgres } from '../cli/src/start/embedded-postgres.js';
import { type Collector, startCollector } from '../scripts/one-event/collector.js';

/** Sends the head of a request and the beginning of its body, and then nothing more. `answered` is the response. */
async function beginBody(port: number, token: string | undefined): Promise<{ answered: Promise<string> }> {
  const socket = connect(port, '127.0.0.1');
  const answered = new Promise<string>((resolve) => {
    let text = '';
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
  });
  await new Promise<void>((open) => socket.once('connect', () => open()));
  const authorization = token ? `Authorization: Bearer ${token}\r\n` : '';
  socket.write(
    `POST /v1/validations/profiles HTTP/1.1\r\nHost: localhost\r\n${authorization}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"name":`,
  );
  return { answered };
}

const organisation = '00000000-0000-4000-8000-000000000001';
const root = join(import.meta.dirname, '..');

/** What an operator sees of running services, and how much clients may request of them. */
describe('a running service', () => {
  let postgres: RunningPostgres;
  let issuer: Issuer;
  let collector: Collector;
  let validations: RunningService;
  let matching: RunningService;
  let candidates: RunningService;
  let first: number;
  const portOf = (name: ServiceName) => first + serviceNames.indexOf(name);
  const urlOf = (name: ServiceName) => `http://127.0.0.1:${portOf(name)}`;

  beforeAll(async () => {
    [postgres, issuer, collector] = await Promise.all([serverOfItsOwn(), startIssuer(), startCollector()]);
    process.env.OTEL_BSP_SCHEDULE_DELAY = '100';
    first = await freePorts(serviceNames.length);
    const settings = readSettings({
      ...issuer.env,
      LOTSEN_DATA: mkdtempSync(join(tmpdir(), 'lotsen-operation-')),
      LOTSEN_PORT: String(first),
      LOTSEN_REQUESTS_A_MINUTE: '400',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    });
    validations = await startService(validationsService, { settings, databaseServer: postgres.url });
    matching = await startService(matchingService, { settings, databaseServer: postgres.url });
    candidates = await startService(candidatesService, { settings, databaseServer: postgres.url });
  }, 60_000);

  afterAll(async () => {
    await candidates.stop();
    await matching.stop();
    await validations.stop();
    collector.stop();
    issuer.stop();
    await postgres.stop();
  }, 60_000);

  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    fetch(`${urlOf('validations')}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await issuer.token('learning-centre', organisation)}`,
        'content-type': 'application/json',
        'accept-language': 'en',
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  const profile = { name: 'Test', process: 'komvux', saidBy: 'Testet', units: [{ unit: 'T', label: 'T', skills: [] }] };
  const aPublishedVacancy = async (): Promise<string> => {
    const published = storedExamples().find(
      ({ topic, version, state }) =>
        topic === topics.vacancy &&
        version === newestVersion(topic) &&
        (state as { status?: string }).status === 'published',
    ) as Example;
    const transport = new EmbeddedLogTransport(databaseUrlOf(postgres.url, 'lotsen_log'));
    await transport.connect();
    await transport.publish([encodeState(topics.vacancy, published.state, new Date().toISOString())]);
    await transport.close();
    return published.state.id;
  };
  const scrape = async (name: ServiceName) => (await fetch(`${urlOf(name)}/metrics`)).text();

  it('is ready once it has read what the log had, and says whether the log answers', async () => {
    await eventually(async () => {
      const response = await fetch(`${urlOf('matching')}/health/ready`);
      expect([response.status, await response.json()]).toEqual([200, { status: 'ok', log: 'ok' }]);
    });
  });

  it('traces a change from the request through outbox and log to its reader, under one id', async () => {
    const traceId = 'c0ffee00c0ffee00c0ffee00c0ffee00';
    const traceparent = `00-${traceId}-0000000000000001-01`;
    expect((await call('POST', '/v1/validations/profiles', profile, { traceparent })).status).toBe(201);
    await eventually(() => {
      const names = collector.spans
        .filter((span) => span.traceId === traceId)
        .map(({ service, name }) => `${service} ${name}`);
      expect(names.sort()).toEqual([
        'lotsen-matching handle lotsen.validations.validation-profile',
        'lotsen-validations POST /v1/validations/profiles',
        'lotsen-validations publish lotsen.validations.validation-profile',
      ]);
    });
  });

  it('names no id and no searched word in spans or metrics', async () => {
    const id = '00000000-0000-4000-8000-00000000dead';
    await call('GET', `/v1/validations/profiles/${id}?name=Testnamn`);
    await eventually(() => {
      const seen = collector.spans.filter(({ name }) => name === 'GET /v1/validations/profiles/:id');
      expect(seen.length).toBeGreaterThan(0);
    });
    const told = `${JSON.stringify(collector.spans)} ${await scrape('validations')}`;
    expect(told).not.toContain(id);
    expect(told).not.toContain('Testnamn');
  });

  it('measures what the dashboard shows and the alarms watch', async () => {
    const measured = (await Promise.all((['candidates', 'validations', 'matching'] as const).map(scrape))).join('\n');
    const files = ['grafana-dashboard.json', 'alarms.yml'].map((file) =>
      readFileSync(join(root, 'deploy', 'observability', file), 'utf8'),
    );
    const named = new Set(files.join('\n').match(/\b(?:lotsen|process|nodejs)_[a-z0-9_]+/gu));
    const missing = [...named].filter(
      (name) => !new RegExp(`^# TYPE ${name.replace(/_(bucket|count|sum)$/u, '')} `, 'mu').test(measured),
    );
    expect(named.size).toBeGreaterThan(10);
    expect(missing).toEqual([]);
  });

  it('explains every alarm to whoever is woken by it', () => {
    const alarms =
      readFileSync(join(root, 'deploy', 'observability', 'alarms.yml'), 'utf8').match(/(?<=alert: )\w+/gu) ?? [];
    const page = readFileSync(join(root, 'docs', 'operations.md'), 'utf8');
    expect(alarms.length).toBeGreaterThan(5);
    expect(alarms.filter((alarm) => !page.includes(`**${alarm}**`))).toEqual([]);
  });

  it('gives its metrics to nobody from elsewhere', async () => {
    const through = await fetch(`${urlOf('validations')}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.7' } });
    expect([through.status, ((await through.json()) as { code: string }).code]).toEqual([403, 'not-a-scraper']);
  });

  it('refuses what is too large before it is read', async () => {
    const response = await call('POST', '/v1/validations/profiles', { ...profile, name: 'x'.repeat(3_000_000) });
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([413, 'too-large']);
  });

  it.each(['utf-16', 'iso-8859-1'])('refuses what is not UTF-8, and says so: %s', async (charset) => {
    const type = { 'content-type': `application/json; charset=${charset}` };
    const response = await call('POST', '/v1/validations/profiles', profile, type);
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([415, 'not-utf-8']);
  });

  it('holds no place for whoever shows no token, however many bodies they leave unfinished', async () => {
    const unfinished = await Promise.all(
      Array.from({ length: 260 }, () => beginBody(portOf('validations'), undefined)),
    );
    expect((await call('GET', '/v1/validations/profiles?limit=1')).status).toBe(200);
    for (const { answered } of unfinished) expect(await answered).toContain(' 401 ');
  });

  it('lets one client hold no more than its own places, and ends bodies that stop coming', async () => {
    const token = await issuer.token('learning-centre', organisation, 'stalling');
    const unfinished = await Promise.all(Array.from({ length: 140 }, () => beginBody(portOf('validations'), token)));
    expect((await call('GET', '/v1/validations/profiles?limit=1')).status).toBe(200);
    const statuses = await Promise.all(unfinished.map(({ answered }) => answered));
    const counted = (status: string) => statuses.filter((answer) => answer.includes(` ${status} `)).length;
    expect([counted('429'), counted('408')]).toEqual([12, 128]);
  });

  it('does not believe what stands in X-Forwarded-For before the last proxy', async () => {
    const refused = async (at: number) =>
      call('GET', '/v1/validations/profiles', undefined, {
        authorization: `Bearer wrong-${at}`,
        'x-forwarded-for': `203.0.113.${at % 250}, 198.51.100.77`,
      });
    const statuses: number[] = [];
    for (let at = 0; at < 301; at++) statuses.push((await refused(at)).status);
    expect(statuses.slice(0, 300).every((status) => status === 401)).toBe(true);
    expect(statuses.at(-1)).toBe(429);
  });

  it('asks a client to wait who asks too much, and answers the others meanwhile', async () => {
    const eager = { authorization: `Bearer ${await issuer.token('learning-centre', organisation, 'eager')}` };
    const ask = () => call('GET', '/v1/validations/profiles?limit=1', undefined, eager);
    const answers: Response[] = [];
    for (let at = 0; at < 41; at++) answers.push(...(await Promise.all(Array.from({ length: 10 }, ask))));
    const last = answers.at(-1) as Response;
    expect(answers.slice(0, 400).map(({ status }) => status)).toEqual(Array.from({ length: 400 }, () => 200));
    expect([last.status, ((await last.json()) as { code: string }).code]).toEqual([429, 'too-many-requests']);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await call('GET', '/v1/validations/profiles?limit=1')).status).toBe(200);
    expect((await fetch(`${urlOf('validations')}/health/ready`)).status).toBe(200);
  });

  it('does not let many wrong tokens of one address pass as many clients', async () => {
    const from = { 'x-forwarded-for': '198.51.100.9' };
    const wrong = (at: number) =>
      call('GET', '/v1/validations/profiles', undefined, { ...from, authorization: `Bearer wrong-${at}` });
    const statuses: number[] = [];
    for (let at = 0; at < 310; at += 10) {
      const some = await Promise.all(Array.from({ length: 10 }, (_, i) => wrong(at + i)));
      statuses.push(...some.map(({ status }) => status));
    }
    expect(statuses.filter((status) => status === 401)).toHaveLength(300);
    expect(statuses.at(-1)).toBe(429);
  });

  it('stops in time though somebody follows a list, and says before that it is not ready', async () => {
    const stop = new AbortController();
    const headers = { authorization: `Bearer ${await issuer.token('officer', organisation)}` };
    const id = await aPublishedVacancy();
    const follow = () =>
      fetch(`${urlOf('matching')}/v1/matching/stream?vacancy=${id}`, { headers, signal: stop.signal });
    let stream = await follow();
    await eventually(async () => {
      stream = await follow();
      expect(stream.status).toBe(200);
    });
    const reading = stream.text().catch(() => 'aborted');
    const began = Date.now();
    await matching.stop();
    expect(Date.now() - began).toBeLessThan(10_000);
    expect(await reading).toContain('event: list');
    stop.abort();
    matching = { ...matching, stop: async () => undefined };
    expect(await fetch(`${urlOf('matching')}/health/live`).catch(() => 'away')).toBe('away');
  });

  it('stops once its requests are answered, though clients keep their connections', async () => {
    const socket = connect(portOf('candidates'), '127.0.0.1');
    await new Promise<void>((open) => socket.once('connect', () => open()));
    const answered = new Promise<string>((resolve) =>
      socket.once('data', (chunk: Buffer) => resolve(chunk.toString())),
    );
    const token = await issuer.token('officer', organisation);
    socket.write(
      `POST /v1/candidates/search HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n{"name":`,
    );
    // The request is in progress when the stop begins, and answered after that.
    await new Promise((soon) => setTimeout(soon, 300));
    const stopped = candidates.stop();
    candidates = { ...candidates, stop: async () => undefined };
    await new Promise((soon) => setTimeout(soon, 300));
    socket.write('"finns"}');
    expect(await answered).toContain(' 200 ');
    const began = Date.now();
    await stopped;
    // A kept connection is idle for ten seconds before a server closes it of itself.
    expect(Date.now() - began).toBeLessThan(5_000);
    socket.destroy();
  });
});
