import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from '@jest/globals';
import type { Role } from '@lotsen/access';
import { allTopics } from '@lotsen/contracts';
import { databaseUrlOf } from '@lotsen/persistence/database-url';
import type { Api } from '@lotsen/testing/api';
import { careAssistant, homeCare, residentialCare, swedish } from '@lotsen/testing/concepts';
import { eventually } from '@lotsen/testing/eventually';
import { findInDatabases, rows } from '@lotsen/testing/leaks';
import { careAssistantInLycksele } from '@lotsen/testing/personas';
import { lotsen, type System } from '@lotsen/testing/system';
import type { SystemFixture } from './system-fixture.js';

const realAds = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'jobads', 'ads.jsonl');

/** A planted identity. Any place except the vault where it is found is a leak. */
const planted = {
  name: 'Plantperson Zyxwvu',
  personnummer: '191212121212',
  email: 'plantperson.zyxwvu@example.org',
  phone: '070-1740600',
  address: 'Plantgatan 4711',
};
const plantedWords = ['Zyxwvu', '1212121212', '121212-1212', '1740600', 'Plantgatan'];

interface List {
  readonly listed: { readonly candidate?: string; readonly target?: string; readonly score: number }[];
  readonly near: { readonly candidate?: string; readonly target?: string; readonly score: number }[];
  readonly stale: boolean;
}
interface Changed {
  readonly id: string;
  readonly version: number;
}
interface Hash {
  readonly hash: string;
}
interface Rebuilt {
  readonly same: boolean;
  readonly before: Hash;
  readonly after: Hash;
}

/** The main job, from the first request to the rebuilt lists. Each step depends on the one before. */
export function mainJob({ field, log, stopAndEmptyLog }: SystemFixture): void {
  let system: System;
  let api: Api;
  let person: Changed;
  let vacancy: Changed;
  let profile: Changed;
  let hash: string;

  beforeAll(() => {
    ({ system, api } = field());
  });

  const candidates = () => api.get<List>('officer', `/v1/matching/vacancies/${vacancy.id}/candidates?limit=500`);
  const vacancies = () => api.get<List>('officer', `/v1/matching/candidates/${person.id}/vacancies?limit=500`);
  const ads = (file: string) =>
    api
      .token('administrator')
      .then((token) => lotsen(system, token, '--json', 'import', 'ads', '--past-as-open', file));
  const ends = async () => (await api.get<{ ends: object }>('administrator', '/v1/operations/vacancies/state')).ends;

  it('an employer publishes a vacancy, an officer registers a person, and the lists hold them within a second', async () => {
    vacancy = await api.post<Changed>('employer', '/v1/vacancies', {
      title: 'Undersköterska i hemtjänsten',
      employer: { name: 'Testkommunen' },
      occupation: careAssistant,
      place: '2481',
    });
    person = await api.post<Changed>('officer', '/v1/candidates', {
      identity: planted,
      linksEvidence: true,
      facts: careAssistantInLycksele,
    });
    await eventually(async () => {
      const list = await api.get<List>(
        'officer',
        `/v1/matching/vacancies/${vacancy.id}/candidates?limit=500&min-version=${person.id}:1`,
      );
      expect(list.stale).toBe(false);
      expect(list.listed.map(({ candidate }) => candidate)).toContain(person.id);
    });
    await eventually(async () => expect((await vacancies()).listed.map(({ target }) => target)).toContain(vacancy.id));
  });

  it('resolving the number is blind: known or not, the answer has one shape, and the known person keeps one id', async () => {
    const known = await api.call('learning-centre', 'POST', '/v1/candidates/resolve', {
      personnummer: '19121212-1212',
    });
    const unknown = await api.call('learning-centre', 'POST', '/v1/candidates/resolve', {
      personnummer: '20000101-2384',
    });
    expect([known.status, unknown.status]).toEqual([200, 200]);
    expect(known.body).toEqual({ candidate: person.id });
    expect(Object.keys(unknown.body)).toEqual(['candidate']);
  });

  it('a learning centre logs an outcome: within a second both lists have changed, and the explanation names the record', async () => {
    profile = await api.post<Changed>('learning-centre', '/v1/validations/profiles', {
      name: 'Testprofil: vård i hemmet',
      process: 'komvux',
      saidBy: 'Testet',
      units: [{ unit: 'T1', label: 'Vård i hemmet', skills: [homeCare, residentialCare] }],
    });
    const [before, beforeVacancies] = await Promise.all([candidates(), vacancies()]);
    const outcome = await api.post<Changed>('learning-centre', '/v1/validations/outcomes', {
      candidate: person.id,
      profile: profile.id,
      result: 'certificate',
      units: [{ unit: 'T1', extent: 'full' }],
      assessedOn: '2026-11-01',
    });
    const waited = await api.get<List>(
      'officer',
      `/v1/matching/candidates/${person.id}/vacancies?limit=500&min-version=${outcome.id}:1`,
    );
    expect(waited.stale).toBe(false);
    const score = (list: List) => list.listed.find((entry) => entry.candidate === person.id)?.score ?? 0;
    expect(score(await candidates())).toBeGreaterThan(score(before));
    expect(JSON.stringify(waited)).not.toBe(JSON.stringify(beforeVacancies));

    const token = await api.token('officer');
    const explained = await lotsen(
      system,
      token,
      '--json',
      'matches',
      'candidate',
      person.id,
      '--explain',
      '--limit',
      '500',
    );
    const { explanations } = JSON.parse(explained.out) as { explanations: { target: string }[] };
    const why = JSON.stringify(explanations.find(({ target }) => target === vacancy.id));
    expect(why).toContain(outcome.id);
    expect(why).toContain('certificate-full');
    expect(why).toContain('Testprofil: vård i hemmet');

    // After the withdrawal the lists are as before, byte for byte.
    await api.post('learning-centre', `/v1/validations/outcomes/${outcome.id}/withdraw`, {}, { 'if-match': '"1"' });
    await api.get<List>('officer', `/v1/matching/candidates/${person.id}/vacancies?min-version=${outcome.id}:2`);
    expect(JSON.stringify(await candidates())).toBe(JSON.stringify(before));
    expect(JSON.stringify(await vacancies())).toBe(JSON.stringify(beforeVacancies));
  });

  it('a list that is followed live is sent again when it changes', async () => {
    const response = await fetch(`${system.url}/v1/matching/stream?candidate=${person.id}`, {
      headers: { authorization: `Bearer ${await api.token('officer')}` },
    });
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    let text = '';
    const until = async (word: string, count: number) => {
      while (text.split(word).length - 1 < count) {
        const { value, done } = await reader.read();
        if (done) throw new Error(`The stream ended: ${text}`);
        text += new TextDecoder().decode(value);
      }
    };
    await until('event: list', 1);
    await api.post('employer', '/v1/vacancies', {
      title: 'Vårdbiträde, ny',
      employer: { name: 'Testkommunen' },
      occupation: careAssistant,
      place: '2481',
    });
    await until('event: list', 2);
    expect(text).toContain('Vårdbiträde, ny');
    await reader.cancel();
  });

  it('ads come in once: the same again makes no event, a changed one makes one, a removed one withdraws', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lotsen-ads-'));
    const ad = (id: string, more: object = {}) =>
      JSON.stringify({ id, headline: `Annons ${id}`, occupation_group: { legacy_ams_taxonomy_id: '5330' }, ...more });
    const file = (name: string, ...lines: string[]) => {
      const path = join(folder, name);
      writeFileSync(path, lines.join('\n'));
      return path;
    };
    const first = file('a.jsonl', ad('1'), '{ not json', ad('2'), ad('3', { occupation_group: null }), ad('4'));
    const { out, code } = await ads(first);
    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject({ read: 5, created: 3, changed: 0, unchanged: 0, removed: 0 });
    const { rejected } = JSON.parse(out) as { rejected: { line: number; code: string }[] };
    expect(rejected.map((row) => [row.line, row.code])).toEqual([
      [2, 'not-json'],
      [4, 'no-occupation'],
    ]);
    await eventually(async () =>
      expect(await api.get('administrator', '/v1/operations/vacancies/state')).toMatchObject({ outbox: 0 }),
    );
    const before = await ends();
    expect(JSON.parse((await ads(first)).out)).toMatchObject({ created: 0, unchanged: 3 });
    expect(await ends()).toEqual(before);
    const second = file(
      'b.jsonl',
      ad('1', { headline: 'Ändrad' }),
      JSON.stringify({ id: '2', removed: true }),
      ad('4'),
    );
    expect(JSON.parse((await ads(second)).out)).toMatchObject({ changed: 1, removed: 1, unchanged: 1 });
  });

  it('a file that is no file of ads is refused whole', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'lotsen-ads-')), 'people.csv');
    writeFileSync(path, 'name,number\nA,1\n');
    const { code, error } = await ads(path);
    expect(code).toBe(2);
    expect(error).toContain('Nothing was written');
  });

  const withRealAds = existsSync(realAds) ? it : it.skip;
  withRealAds('the real ads come in whole, and a second time add nothing to the log', async () => {
    const { out } = await ads(realAds);
    expect(JSON.parse(out)).toEqual({ read: 378, created: 378, changed: 0, unchanged: 0, removed: 0, rejected: [] });
    await eventually(async () =>
      expect(await api.get('administrator', '/v1/operations/vacancies/state')).toMatchObject({ outbox: 0 }),
    );
    const before = await ends();
    expect(JSON.parse((await ads(realAds)).out)).toMatchObject({ read: 378, unchanged: 378, created: 0, rejected: [] });
    expect(await ends()).toEqual(before);
  });

  it('a rebuild gives the same lists from the log alone, and the check finds no difference', async () => {
    await eventually(async () => {
      const state = await api.get<{ lag: Record<string, number> }>('administrator', '/v1/matching/projection');
      expect(Object.values(state.lag).every((lag) => lag === 0)).toBe(true);
    });
    const token = await api.token('administrator');
    const { out, error } = await lotsen(system, token, '--json', 'rebuild', 'matching');
    if (out === '') throw new Error(error);
    const rebuilt = JSON.parse(out) as Rebuilt;
    expect(rebuilt.same).toBe(true);
    hash = rebuilt.after.hash;
    const check = await lotsen(system, token, '--json', 'check', 'log');
    expect(JSON.parse(check.out)).toMatchObject({ same: true, findings: [] });
    expect(check.code).toBe(0);
  }, 120_000);

  it('an empty log is filled by a republish, and gives the same lists again', async () => {
    await stopAndEmptyLog();
    await system.start();
    await eventually(async () => {
      const state = await api.get<{ lag: Record<string, number>; held: Record<string, number> }>(
        'administrator',
        '/v1/matching/projection',
      );
      expect(Object.values(state.lag).every((lag) => lag === 0)).toBe(true);
    });
    const { out } = await lotsen(system, await api.token('administrator'), '--json', 'rebuild', 'matching');
    const rebuilt = JSON.parse(out) as Rebuilt;
    expect(rebuilt.after.hash).toBe(hash);
    const check = await lotsen(system, await api.token('administrator'), '--json', 'check', 'log');
    expect(JSON.parse(check.out)).toMatchObject({ same: true });
  }, 180_000);

  it('hostile input gets a problem document, and never a 500', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const right = { title: 'A', employer: { name: 'E' }, occupation: careAssistant, place: '2481' };
    const outcome = { candidate: person.id, profile: profile.id, result: 'certificate', assessedOn: '2026-11-01' };
    const cases: [Role, string, unknown, number][] = [
      ['employer', '/v1/vacancies', '{', 400],
      ['employer', '/v1/vacancies', deep, 400],
      ['employer', '/v1/vacancies', '"text"', 400],
      ['employer', '/v1/vacancies', [], 400],
      ['employer', '/v1/vacancies', { ...right, employer: [] }, 400],
      ['employer', '/v1/vacancies', { ...right, employer: [{ name: 'E' }] }, 400],
      ['employer', '/v1/vacancies', { ...right, requirements: [[]] }, 400],
      ['employer', '/v1/vacancies', { ...right, hours: [] }, 400],
      ['employer', '/v1/vacancies', { ...right, title: 'a\u0000b' }, 400],
      ['employer', '/v1/vacancies', { ...right, title: '\ud800' }, 400],
      ['employer', '/v1/vacancies', { ...right, positions: 1e300 }, 400],
      ['employer', '/v1/vacancies', { ...right, start: '2026-02-30' }, 400],
      ['employer', '/v1/vacancies', { ...right, sex: 'x' }, 400],
      ['employer', '/v1/vacancies', { ...right, occupation: '__proto__' }, 422],
      [
        'employer',
        '/v1/vacancies',
        { ...right, requirements: [{ kind: 'language', must: true, language: swedish, level: '' }] },
        422,
      ],
      ['officer', '/v1/candidates', { identity: { name: 'A', email: 'a\ud800@b.se' }, facts: {} }, 400],
      ['officer', '/v1/candidates', { identity: { name: 'A' }, facts: { languages: [[]] } }, 400],
      ['officer', '/v1/matching/what-if', { candidate: person.id, target: vacancy.id, changes: [[]] }, 400],
      ['learning-centre', '/v1/candidates/resolve', { personnummer: '19121212-1213' }, 400],
      ['learning-centre', '/v1/validations/outcomes', { ...outcome, units: [{ unit: 'no', extent: 'full' }] }, 422],
      [
        'learning-centre',
        '/v1/validations/outcomes',
        { ...outcome, result: 'degree', units: [{ unit: 'T1', extent: 'full' }] },
        422,
      ],
    ];
    for (const [role, path, body, status] of cases) {
      const answer = await api.call<{ code?: string }>(
        role,
        'POST',
        path,
        typeof body === 'string' ? body : JSON.stringify(body),
      );
      const shown = typeof body === 'string' ? body.slice(0, 20) : body;
      expect({ path, shown, status: answer.status, hasCode: typeof answer.body.code }).toEqual({
        path,
        shown,
        status,
        hasCode: 'string',
      });
    }
    const withoutVersion = await api.call('employer', 'PUT', `/v1/vacancies/${vacancy.id}`, right);
    const stale = await api.call('employer', 'PUT', `/v1/vacancies/${vacancy.id}`, right, { 'if-match': '"99"' });
    const byUpperCase = await api.call('employer', 'PUT', `/v1/vacancies/${vacancy.id.toUpperCase()}`, right, {
      'if-match': '"99"',
    });
    const wrongRole = await api.call('analyst', 'POST', '/v1/vacancies', right);
    const anotherOwner = await api.call('officer', 'PUT', `/v1/vacancies/${vacancy.id}`, right, { 'if-match': '"1"' });
    expect([withoutVersion, stale, byUpperCase, wrongRole, anotherOwner].map(({ status }) => status)).toEqual([
      428, 412, 412, 403, 403,
    ]);
  });

  it('an event that cannot be read is told with its reason, shown, and refused again; the log goes on', async () => {
    const transport = log();
    await transport.connect();
    const topic = 'lotsen.vacancies.vacancy';
    await transport.publish([
      {
        topic,
        key: 'nobody',
        value: Buffer.from('{ broken'),
        headers: { ce_specversion: '1.0', ce_type: `${topic}.v1` },
      },
    ]);
    await transport.close();
    const token = await api.token('administrator');
    const letters = async () =>
      (
        JSON.parse((await lotsen(system, token, '--json', 'dead-letters', 'list')).out) as {
          items: { id: string; code: string; service: string }[];
        }
      ).items;
    await eventually(async () => expect(await letters()).toMatchObject([{ code: 'not-json', service: 'matching' }]));
    const [letter] = await letters();
    const shown = await lotsen(system, token, 'dead-letters', 'show', letter?.id ?? '');
    expect(shown.out).toContain('{ broken');
    const replayed = await lotsen(system, token, 'dead-letters', 'replay', letter?.id ?? '');
    expect([replayed.code, replayed.error]).toEqual([
      2,
      expect.stringContaining('still cannot be taken in (not-json)'),
    ]);
    const republished = await lotsen(system, token, '--json', 'republish', 'vacancies');
    expect(JSON.parse(republished.out)).toMatchObject({ announced: { [topic]: expect.any(Number) } });
    await eventually(async () => {
      const { lag } = await api.get<{ lag: Record<string, number> }>('administrator', '/v1/matching/projection');
      expect(lag[topic]).toBe(0);
    });
  });

  it('one bad ad takes no good one with it', async () => {
    const ad = (id: string, more: object = {}) =>
      JSON.stringify({ id, headline: 'Annons', occupation_group: { legacy_ams_taxonomy_id: '5330' }, ...more });
    const path = join(mkdtempSync(join(tmpdir(), 'lotsen-ads-')), 'ads.jsonl');
    const rows = [
      ad('g1'),
      ad('b1', { application_deadline: '2026-02-30' }),
      ad('b2', { employer: { organization_number: 5 } }),
      ad('b3', { headline: 'a\u0000' }),
      ad('\ud800'),
      ad('b4', { removed: 'false' }),
      ad('g2', { headline: `${'x'.repeat(299)}😀` }),
      ad('g3', { webpage_url: 5 }),
    ];
    writeFileSync(path, rows.join('\n'));
    const { out, code } = await ads(path);
    const summary = JSON.parse(out) as { created: number; rejected: { line: number }[] };
    expect(code).toBe(3);
    expect(summary.rejected.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
    expect(summary.created).toBe(3);
  });

  it('every route that is not public refuses whoever carries no token', async () => {
    const document = (await (await fetch(`${system.url}/openapi.json`)).json()) as {
      paths: Record<string, Record<string, { 'x-lotsen-access': unknown }>>;
    };
    const routes = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item)
        .filter(([, operation]) => operation['x-lotsen-access'] !== 'public')
        .map(([method]) => ({ path, method })),
    );
    expect(routes.length).toBeGreaterThan(120);
    for (const { path, method } of routes) {
      const concrete = path.replace(/\{[^}]+\}/gu, '00000000-0000-4000-8000-000000000000');
      const { status } = await api.call(null, method.toUpperCase(), concrete, method === 'get' ? undefined : {});
      expect({ path, method, status }).toEqual({ path, method, status: 401 });
    }
  });

  it('what is planted of an identity is in no topic, no printed line, and no database but the vault', async () => {
    const transport = log();
    await transport.connect();
    let records = 0;
    for (const topic of allTopics) {
      for await (const record of transport.read(topic.name)) {
        records += 1;
        const text = `${record.key} ${JSON.stringify(record.headers)} ${record.value?.toString('utf8') ?? ''}`;
        for (const word of plantedWords) expect(text).not.toContain(word);
      }
    }
    await transport.close();
    expect(records).toBeGreaterThan(300);
    for (const word of plantedWords) expect(system.printed()).not.toContain(word);
    expect(await findInDatabases(system.database(), plantedWords)).toEqual([]);
    // The vault has the identity, and only encrypted.
    const identity = await api.call('officer', 'GET', `/v1/candidates/${person.id}/identity`, undefined, {
      'lotsen-purpose': 'oversight',
    });
    expect(identity.body).toMatchObject({ name: planted.name, email: planted.email });
    const vault = await rows<{ identity: Buffer }>(
      databaseUrlOf(system.database(), 'lotsen_candidates'),
      'SELECT identity FROM vault',
    );
    for (const row of vault)
      for (const word of plantedWords) expect(row.identity.toString('latin1')).not.toContain(word);
  });

  it('an erased person is in no list, and their number leads to a new id', async () => {
    await api.call('learning-centre', 'POST', '/v1/validations/outcomes', {
      candidate: person.id,
      profile: profile.id,
      result: 'mapping',
      units: [{ unit: 'T1', extent: 'part' }],
      assessedOn: '2026-11-01',
    });
    const erased = await api.call('officer', 'DELETE', `/v1/candidates/${person.id}`, undefined, { 'if-match': '"1"' });
    expect(erased.status).toBe(200);
    await eventually(async () => {
      const { status } = await api.call('officer', 'GET', `/v1/matching/candidates/${person.id}/vacancies`);
      expect(status).toBe(404);
      const list = await candidates();
      expect([...list.listed, ...list.near].some(({ candidate }) => candidate === person.id)).toBe(false);
    });
    await eventually(async () => {
      const page = await api.get<{ items: { candidate: string; status: string }[] }>(
        'learning-centre',
        '/v1/validations/outcomes?limit=200',
      );
      expect(page.items.filter(({ candidate }) => candidate === person.id)).toEqual([]);
    });
    const resolved = await api.post<{ candidate: string }>('learning-centre', '/v1/candidates/resolve', {
      personnummer: planted.personnummer,
    });
    expect(resolved.candidate).not.toBe(person.id);
  });
}
