import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type RunningService, readSettings, serviceNames, startService } from '@lotsen/platform';
import { type Issuer, startIssuer } from '@lotsen/testing/issuer';
import { testNumbers } from '@lotsen/testing/numbers';
import { type RunningPostgres, serverOfItsOwn } from '@lotsen/testing/server-of-its-own';
import { freePorts } from 'lotsen/ports';
import { DataSource } from 'typeorm';
import { candidatesService } from '../candidates.service-definition.js';
import { NumberUse } from '../vault/number-use.js';

interface Asked {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** Neither an answer nor the work behind it reveals whether a number was known, or to whom it belongs. */
describe('whether a number is known', () => {
  let postgres: RunningPostgres;
  let issuer: Issuer;
  let service: RunningService;
  let statements = 0;
  let used = 0;
  const own = '00000000-0000-4000-8000-000000000001';
  const elsewhere = '00000000-0000-4000-8000-000000000002';
  const school = '00000000-0000-4000-8000-000000000003';
  const nextNumber = () => testNumbers(1, used++)[0] as string;

  beforeAll(async () => {
    [postgres, issuer] = await Promise.all([serverOfItsOwn(), startIssuer()]);
    const settings = readSettings({
      ...issuer.env,
      LOTSEN_DATA: mkdtempSync(join(tmpdir(), 'lotsen-numbers-')),
      LOTSEN_PORT: String(await freePorts(serviceNames.length)),
      LOTSEN_NUMBERS_AN_HOUR: '200',
    });
    service = await startService(candidatesService, { settings, databaseServer: postgres.url });
    const count = () => {
      statements += 1;
    };
    const ignore = () => undefined;
    service.app.get(DataSource).logger = {
      logQuery: count,
      logQueryError: ignore,
      logQuerySlow: ignore,
      logSchemaBuild: ignore,
      logMigration: ignore,
      log: ignore,
    };
  }, 60_000);

  afterAll(async () => {
    await service.stop();
    issuer.stop();
    await postgres.stop();
  }, 60_000);

  const call = async (
    method: string,
    path: string,
    body: object,
    { by = own, ifMatch = '"1"' }: { by?: string; ifMatch?: string } = {},
  ): Promise<Asked> => {
    const response = await fetch(`${service.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await issuer.token(by === school ? 'learning-centre' : 'officer', by)}`,
        'content-type': 'application/json',
        'accept-language': 'en',
        'if-match': ifMatch,
      },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: JSON.parse(text) as Asked['body'], text };
  };
  const registration = (personnummer?: string, more: object = {}) => ({
    identity: { name: 'Testperson', ...(personnummer ? { personnummer } : {}) },
    facts: {},
    ...more,
  });
  const register = (number?: string, by = own, more: object = {}) =>
    call('POST', '/v1/candidates', registration(number, more), { by });
  const resolve = async (number: string, by = own) =>
    (await call('POST', '/v1/candidates/resolve', { personnummer: number }, { by })).body.candidate as string;

  /** Makes a number for each way in which one may be known. */
  const numbers: Record<string, () => Promise<string>> = {
    unknown: async () => nextNumber(),
    'resolved by a school': async () => {
      const number = nextNumber();
      await resolve(number, school);
      return number;
    },
    'of a person of another organisation': async () => {
      const number = nextNumber();
      await register(number, elsewhere);
      return number;
    },
    'of a protected person': async () => {
      const number = nextNumber();
      await register(number, elsewhere, { protectedIdentity: true });
      return number;
    },
  };
  const ways: Record<string, (number: string) => Promise<Asked>> = {
    registering: (number) => register(number),
    importing: (number) => call('POST', '/v1/candidates/import', { people: [registration(number)] }),
    'giving it to a person': async (number) => {
      const { id } = (await register()).body;
      statements = 0;
      return call('PUT', `/v1/candidates/${id}/identity`, { name: 'Testperson', personnummer: number });
    },
    'giving it with a version of before': async (number) => {
      const { id } = (await register()).body;
      statements = 0;
      return call('PUT', `/v1/candidates/${id}/identity`, { name: 'T', personnummer: number }, { ifMatch: '"999"' });
    },
    resolving: (number) => call('POST', '/v1/candidates/resolve', { personnummer: number }),
  };
  const uuids = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/gu;

  let before: DataSource;
  beforeEach(async () => {
    before = service.app.get(DataSource);
    await before.query('DELETE FROM number_use');
  });

  it.each(Object.keys(ways))('is told neither by the answer to %s nor by the work behind it', async (way) => {
    const seen: Record<string, unknown> = {};
    for (const [kind, make] of Object.entries(numbers)) {
      const answers = new Set<string>();
      const works: number[] = [];
      // The service also runs statements of its own now and then, so the least of three counts is the request's.
      for (let tries = 0; tries < 3; tries++) {
        const number = await make();
        statements = 0;
        const { status, text } = await (ways[way] as (typeof ways)[string])(number);
        works.push(statements);
        answers.add(`${status} ${text.replace(uuids, 'ID')}`);
      }
      seen[kind] = { answers, statements: Math.min(...works) };
    }
    const [first] = Object.values(seen);
    expect(seen).toEqual(Object.fromEntries(Object.keys(numbers).map((kind) => [kind, first])));
  });

  it('is not told by what comes after: the person is the organisation’s own, under the id that it resolves to', async () => {
    for (const make of Object.values(numbers)) {
      const number = await make();
      const { id } = (await register(number)).body;
      expect(await resolve(number)).toBe(id);
      const again = await register(number);
      expect([again.status, again.body.code]).toEqual([409, 'candidate-active']);
      const changed = await call('PUT', `/v1/candidates/${id}/facts`, { home: '2481' });
      expect(changed.status).toBe(200);
    }
  });

  /** What an officer sees who sends several requests; equal for every way in which a number may be known. */
  const plays: Record<string, (number: string) => Promise<unknown>> = {
    'resolves, then registers: is it the same id?': async (number) => {
      const resolved = await resolve(number);
      return resolved === (await register(number)).body.id;
    },
    'gives it to two persons of their own': async (number) => {
      const answers: unknown[] = [];
      for (let person = 0; person < 2; person++) {
        const { id } = (await register()).body;
        const given = await call('PUT', `/v1/candidates/${id}/identity`, { name: 'T', personnummer: number });
        answers.push([given.status, given.body.code]);
      }
      return answers;
    },
    'registers, then gives it to another person of their own': async (number) => {
      await register(number);
      const { id } = (await register()).body;
      const given = await call('PUT', `/v1/candidates/${id}/identity`, { name: 'T', personnummer: number });
      return [given.status, given.body.code];
    },
    'resolves, registers, erases and resolves: is it the id of before?': async (number) => {
      const resolved = await resolve(number);
      const { id } = (await register(number)).body;
      expect((await call('DELETE', `/v1/candidates/${id}`, {})).status).toBe(200);
      return resolved === (await resolve(number));
    },
  };

  it.each(Object.keys(plays))('is not told to whoever asks twice: %s', async (play) => {
    const seen: Record<string, unknown> = {};
    for (const [kind, make] of Object.entries(numbers)) seen[kind] = await plays[play]?.(await make());
    expect(seen).toEqual(Object.fromEntries(Object.keys(numbers).map((kind) => [kind, seen.unknown])));
  });

  it('nothing of a body is read for whoever shows no token, however the path is written', async () => {
    for (const path of ['/V1/candidates', '//v1/candidates', '/%761/candidates', '/health/live', '/metrics', '/none']) {
      const { status } = await fetch(`${service.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{no JSON',
      });
      expect([path, [401, 404].includes(status)]).toEqual([path, true]);
    }
  });

  it('the number leads everybody else where it led before, and evidence that gathered under it stays', async () => {
    const number = nextNumber();
    const first = (await register(number, elsewhere)).body.id;
    const beside = (await register(number)).body.id;
    expect(beside).not.toBe(first);
    expect(await resolve(number, elsewhere)).toBe(first);
    expect(await resolve(number, school)).toBe(first);
    const gathered = nextNumber();
    const evidence = await resolve(gathered, school);
    expect((await register(gathered)).body.id).toBe(evidence);
  });

  it('is not told where a number is given to a second person of the organisation: it is refused, whoever else has it', async () => {
    for (const make of Object.values(numbers)) {
      const number = await make();
      await register(number);
      const { id } = (await register()).body;
      const given = await call('PUT', `/v1/candidates/${id}/identity`, { name: 'T', personnummer: number });
      expect([given.status, given.body.code]).toEqual([409, 'number-of-another-entry']);
    }
  });

  it('as many persons at once as there are connections to the database are given numbers', async () => {
    const persons = await Promise.all(Array.from({ length: 20 }, async () => (await register()).body.id));
    const given = persons.map((id) =>
      call('PUT', `/v1/candidates/${id}/identity`, { name: 'T', personnummer: nextNumber() }),
    );
    expect((await Promise.all(given)).map(({ status }) => status)).toEqual(persons.map(() => 200));
  });

  it('an import goes on beyond the numbers of an hour: each row that has one too many is refused for itself', async () => {
    const rows = Array.from({ length: 202 }, () => registration(nextNumber()));
    const people = [...rows, registration()];
    const { status, body } = await call('POST', '/v1/candidates/import', { people, allowLikelyDuplicates: true });
    expect([status, body.created]).toEqual([200, 201]);
    expect(body.rejected).toMatchObject([
      { line: 201, code: 'too-many-numbers' },
      { line: 202, code: 'too-many-numbers' },
    ]);
  });

  it('the version comes first, whatever the number', async () => {
    const { status, body } = await (ways['giving it with a version of before'] as (typeof ways)[string])(nextNumber());
    expect([status, body.code]).toEqual([412, 'stale-version']);
  });

  it('is tried in vain, seen and stopped: each of the staff gives so many numbers in an hour', async () => {
    const metrics = async () => (await fetch(`${service.url}/metrics`)).text();
    const limited = async () => Number(/lotsen_numbers_limited_total\{[^}]*\} (\d+)/u.exec(await metrics())?.[1]);
    const limitedBefore = await limited();
    const person = (await register()).body.id;
    const tries = testNumbers(220, 2000);
    const answers: number[] = [];
    for (const personnummer of tries) {
      const path = `/v1/candidates/${person}/identity`;
      answers.push((await call('PUT', path, { name: 'T', personnummer }, { ifMatch: '"999"' })).status);
    }
    expect(answers.slice(0, 200).every((status) => status === 412)).toBe(true);
    expect(answers.slice(200).every((status) => status === 429)).toBe(true);
    const numbersAtOnce = testNumbers(100, 3000);
    const listed = await call('POST', '/v1/candidates/resolve-list', { numbers: numbersAtOnce });
    expect([listed.status, listed.body.code]).toEqual([429, 'too-many-numbers']);
    // Other users are not limited.
    expect((await call('POST', '/v1/candidates/resolve', { personnummer: nextNumber() }, { by: school })).status).toBe(
      200,
    );
    const [kept] = await before.query<{ used: number; organisation: string }[]>(
      `SELECT used, organisation FROM number_use WHERE way = 'identity' AND subject = $1`,
      [`officer-of-${own}`],
    );
    expect(kept).toEqual({ used: 220, organisation: own });
    expect((await limited()) - limitedBefore).toBe(21);
    expect(await metrics()).toMatch(/lotsen_numbers_elsewhere_total\{[^}]*\} [1-9]/u);
  }, 60_000);

  it('is counted, and the count is kept for 90 days', async () => {
    await call('POST', '/v1/candidates/resolve', { personnummer: nextNumber() });
    await before.query(
      `INSERT INTO number_use SELECT 'staff of before', now() - make_interval(days => days), 'resolve', $1, 1
       FROM unnest(ARRAY[89, 91]) AS days`,
      [own],
    );
    await service.app.get(NumberUse).forgetOld();
    const kept = await before.query<{ subject: string }[]>('SELECT subject FROM number_use ORDER BY subject');
    expect(kept.map(({ subject }) => subject)).toEqual([`officer-of-${own}`, 'staff of before']);
  });
});
