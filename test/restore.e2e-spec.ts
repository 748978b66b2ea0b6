import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serviceNames } from '@lotsen/platform/service-names';
import { Api } from '@lotsen/testing/api';
import { careAssistant } from '@lotsen/testing/concepts';
import { eventually } from '@lotsen/testing/eventually';
import { rows } from '@lotsen/testing/leaks';
import { serverOfItsOwn } from '@lotsen/testing/server-of-its-own';
import { settled, stopAll } from '@lotsen/testing/settled';
import { lotsen, type System, systemInOneProcess } from '@lotsen/testing/system';
import { aPerson, aVacancy, type Changed } from '@lotsen/testing/test-system';
import type { RunningPostgres } from '../cli/src/start/embedded-postgres.js';

const patience = 300_000;

interface List {
  readonly listed: readonly { readonly candidate: string; readonly score: number }[];
  readonly near: readonly { readonly candidate: string; readonly score: number }[];
}

/** Follows docs/operations.md: databases from a backup, an emptied log, and `lotsen reread`. */
describe('databases that are restored from a backup', () => {
  const archive = mkdtempSync(join(tmpdir(), 'lotsen-archive-'));
  const list = join(archive, 'erased-persons');
  let postgres: RunningPostgres;
  let system: System;
  let api: Api;
  let kept: Changed;
  let erased: Changed;
  let vacancy: Changed;

  const facts = { home: '2481', maxCommuteMinutes: 60, experience: [{ occupation: careAssistant, months: 24 }] };
  const start = async () => {
    await system.start();
    // The demo users' provider makes new keys at each start, so the old tokens are invalid.
    api = new Api(system);
    await settled((role, path) => api.get(role, path), serviceNames);
  };
  const copy = (from: string, to: string) => rows(postgres.url, `CREATE DATABASE "${to}" TEMPLATE "${from}"`);
  const drop = (name: string) => rows(postgres.url, `DROP DATABASE "${name}"`);
  const restore = async (names: readonly string[]) => {
    await system.stop();
    for (const name of names) {
      await drop(`lotsen_${name}`);
      await copy(`backup_${name}`, `lotsen_${name}`);
    }
    await drop('lotsen_log');
    await start();
  };
  const change = async (role: 'officer' | 'employer', path: string, body: object, method = 'PUT', of = path) => {
    const { etag } = await api.call(role, 'GET', of, undefined, { 'lotsen-purpose': 'oversight' });
    const done = await api.call(role, method, path, body, { 'if-match': etag ?? '' });
    expect([path, done.status]).toEqual([path, 200]);
  };
  const candidates = async () => {
    const { listed, near } = await api.get<List>(
      'officer',
      `/v1/matching/vacancies/${vacancy.id}/candidates?limit=500`,
    );
    return [...listed, ...near].map(({ candidate }) => candidate);
  };
  const reread = async () => lotsen(system, await api.token('administrator'), 'reread');

  beforeAll(async () => {
    postgres = await serverOfItsOwn();
    system = await systemInOneProcess(postgres.url, { LOTSEN_ARCHIVE: archive });
    await start();
    kept = await api.post<Changed>('officer', '/v1/candidates', aPerson(facts));
    erased = await api.post<Changed>('officer', '/v1/candidates', aPerson(facts));
    vacancy = await api.post<Changed>('employer', '/v1/vacancies', aVacancy());
    await settled((role, path) => api.get(role, path), serviceNames);
    await system.stop();
    for (const name of serviceNames) await copy(`lotsen_${name}`, `backup_${name}`);
    await start();
  }, patience);

  afterAll(async () => {
    await stopAll(system, postgres);
    rmSync(archive, { recursive: true });
  }, patience);

  it(
    'where the writers are older than what others have read, their next changes count, and nothing of a lost future stays',
    async () => {
      for (const maxCommuteMinutes of [10, 20, 30])
        await change(
          'officer',
          `/v1/candidates/${kept.id}/facts`,
          { ...facts, maxCommuteMinutes },
          'PUT',
          `/v1/candidates/${kept.id}`,
        );
      for (const positions of [2, 3]) await change('employer', `/v1/vacancies/${vacancy.id}`, aVacancy({ positions }));
      await change('officer', `/v1/candidates/${erased.id}`, {}, 'DELETE');
      const lost = await api.post<Changed>('officer', '/v1/candidates', aPerson(facts));
      await settled((role, path) => api.get(role, path), serviceNames);
      await eventually(async () => expect(await candidates()).toContain(lost.id));
      await eventually(async () =>
        expect(await api.get('administrator', `/v1/candidates/erasures/${erased.id}`)).toMatchObject({ missing: [] }),
      );

      // The list of erased persons is lost too: the receipts of the other services are enough.
      rmSync(list);
      await restore(['candidates', 'vacancies']);
      expect(await reread()).toMatchObject({ code: 0, out: expect.stringContaining('agree') });
      expect(await candidates()).toEqual([kept.id]);
      // These changes reuse version numbers that other services have consumed before, with another content.
      await change('employer', `/v1/vacancies/${vacancy.id}`, aVacancy({ title: 'Efter återläsningen' }));
      await change('officer', `/v1/candidates/${kept.id}/pause`, {}, 'POST', `/v1/candidates/${kept.id}`);
      await eventually(async () => expect(await candidates()).toEqual([]));
      await eventually(async () =>
        expect(JSON.stringify(await api.get('officer', `/v1/matching/vacancies/${vacancy.id}/candidates`))).toContain(
          'Efter återläsningen',
        ),
      );
      expect((await api.call('officer', 'GET', `/v1/candidates/${erased.id}`)).status).toBe(404);
    },
    patience,
  );

  it(
    'where all are of one moment before an erasure, the list beside the database erases again',
    async () => {
      expect(readFileSync(list, 'utf8')).toContain(erased.id);
      await restore(serviceNames);
      expect(await reread()).toMatchObject({ code: 0, out: expect.stringContaining('agree') });
      expect(await candidates()).toEqual([kept.id]);
      expect((await api.call('officer', 'GET', `/v1/candidates/${erased.id}`)).status).toBe(404);
      await eventually(async () =>
        expect(await api.get('administrator', `/v1/candidates/erasures/${erased.id}`)).toMatchObject({
          completedAt: expect.any(String),
          missing: [],
        }),
      );
      const url = postgres.url.replace(/\/postgres$/u, '/lotsen_candidates');
      expect(await rows(url, 'SELECT id FROM vault WHERE id = $1', [erased.id])).toEqual([]);
    },
    patience,
  );
});
